package import KafkaModel

extension EstateView {
  /// A Connect cluster as its REST API answers for it: states are those that its workers last wrote to the status topic.
  package struct ConnectView: Sendable {
    package var name: String
    /// The Kafka cluster of its group and its internal topics.
    package var cluster: String
    package var workers: [Worker] = []
    package var connectors: [Connector] = []

    package struct Worker: Sendable {
      package var name: String
      package var process: Process.State
    }

    /// `GET /connectors/{name}/status` and `/offsets`.
    package struct Connector: Sendable {
      package var name: String
      package var connectorClass: String
      package var isSink = false
      /// nil before anybody wrote it.
      package var status: Status?
      package var tasks: [(number: Int32, status: Status)] = []
      package var offsets: [SourceOffset] = []
    }

    package struct Status: Hashable, Sendable {
      package var state: ConnectState
      /// The worker that wrote it.
      package var worker: String
    }

    /// How far a source partition is committed.
    package struct SourceOffset: Hashable, Sendable {
      package var cluster: String
      package var partition: NamedPartition
      package var offset: Offset
    }
  }
}
