package import KafkaModel

extension Scenario {
  /// A Kafka cluster in KRaft mode.
  package struct Cluster: Hashable, Sendable {
    package var name: String
    /// Where brokers and controllers stand that name neither host nor site.
    package var site: String?
    package var brokers: [Member] = []
    /// One controller so far; it has a host of its own unless it names one.
    package var controllers: [Member] = []
    package var kafkaVersion: KafkaVersion?
    /// `metadata.version`, such as "3.9-IV0"; nil means the cluster's Kafka version's own.
    package var metadataVersion: String?
    package var behaviour: [BehaviourFlag] = []
    /// Settings of every broker and controller.
    package var config: [Setting] = []
    /// The name of a server.properties file that is read before `config`.
    package var properties: String?
    /// What holds for its hosts that do not say otherwise.
    package var machine = Machine()
    /// How long the start of a process takes that a step starts without saying.
    package var startsIn: TimeRange?
    package var mark: Mark

    package init(name: String, mark: Mark) {
      self.name = name
      self.mark = mark
    }

    /// The node of a controller that is not numbered: 100 or, where a broker has that, the first number after all of them.
    package var freeControllerID: Int32 {
      brokers.contains { $0.id == 100 } ? (brokers.map(\.id).max() ?? 0) + 1 : 100
    }

    /// A broker or a controller.
    package struct Member: Hashable, Sendable {
      package var id: Int32
      /// Its host's name; `cluster/id` if the file names none.
      package var host: String
      /// The site of a host that the file does not declare.
      package var site: String?
      /// `broker.rack`, and the rack of its host.
      package var rack: String?
      package var kafkaVersion: KafkaVersion?
      package var config: [Setting] = []
      package var properties: String?
      package var mark: Mark

      package init(id: Int32, host: String, mark: Mark) {
        self.id = id
        self.host = host
        self.mark = mark
      }
    }
  }

  /// A broker or controller of a cluster, written "upstream/1".
  package struct NodeName: Hashable, Sendable {
    package var cluster: String
    package var id: Int32

    package init(cluster: String, id: Int32) {
      self.cluster = cluster
      self.id = id
    }
  }
}
