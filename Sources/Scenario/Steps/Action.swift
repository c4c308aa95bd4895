extension Scenario {
  /// What a step does: the verb with all that it needs.
  package enum Action: Hashable, Sendable {
    // Process and host.
    /// SIGKILL: the page cache is kept, the host resets the sockets after its teardown.
    case kill([Target])
    /// SIGTERM: controlled shutdown.
    case stop([Target])
    case start([Target], startsIn: TimeRange?)
    /// Controlled stop, and start as soon as the process has exited.
    case restart([Target], startsIn: TimeRange?)
    /// A restart of one after the other; the next when every ISR is full again, `pauseBetween` later.
    case rollingRestart([Target], startsIn: TimeRange?, pauseBetween: TimeSpan)
    /// SIGSTOP: the host goes on accepting bytes.
    case pause([Target])
    /// SIGCONT.
    case resume([Target])
    /// Paused for `stopped` of every `every`, again and again.
    case pauseCycle([Target], stopped: TimeSpan, every: TimeSpan)
    /// Unflushed data is gone; all of it if `worstCase`, else a draw inside the write-back limits.
    case powerLoss([Target], worstCase: Bool)
    /// The hosts of the targets answer nothing.
    case silence([Target])
    /// The hosts' clocks are set forward (negative: back).
    case skewClock([Target], by: TimeSpan)

    // Network.
    /// No packet passes between different groups; `oneWay`: none from the first group to the second.
    case partition(groups: [[Target]], oneWay: Bool)
    case isolate([Target], from: [Peer], direction: Direction)
    /// Ends the network faults of a step, or all of them.
    case heal(step: String?)
    case degradeLink([Link.Endpoint], Link.Quality)
    /// Mutes one direction of a connection from the chosen message on.
    case drop(Message, MessageKind, thenReset: TimeSpan?)
    case delayResponse(Message, by: TimeSpan)

    // Administration.
    case createTopic(Topic)
    /// Up to offset `before`; nil means up to the high watermark.
    case deleteRecords(PartitionScope, before: Int64?)
    case electLeader(PartitionScope, Election)
    case setConfig(ConfigOwner, [Setting])

    // Load.
    case changeRate([String], Load)
    /// The end of load: the producers send no more and close.
    case stopProducer([String])

    package enum Peer: String, Hashable, Sendable, CaseIterable {
      case everyone
      case brokers
      case controller
      case clients
    }

    package enum Direction: String, Hashable, Sendable, CaseIterable {
      case both
      case to
      case from
    }

    package enum MessageKind: Hashable, Sendable {
      case request
      case response
    }

    package enum Election: String, Hashable, Sendable, CaseIterable {
      case preferred
      case unclean
    }

    package enum ConfigOwner: Hashable, Sendable {
      case topic(TopicName)
      case broker(NodeName)
      /// The cluster-wide default of all brokers.
      case cluster(String)
    }
  }

  /// Which request or response a message fault takes: the n-th that fits since the step fired.
  package struct Message: Hashable, Sendable {
    package var api: API
    /// Whose request it is; nil means anybody's.
    package var client: Target?
    /// Who answers; nil means any broker or controller.
    package var broker: Target?
    /// 1 is the first since the step fired.
    package var occurrence: Int64

    package init(api: API, client: Target?, broker: Target?, occurrence: Int64) {
      self.api = api
      self.client = client
      self.broker = broker
      self.occurrence = occurrence
    }

    /// The protocol's names (`org.apache.kafka.common.protocol.ApiKeys`) of the requests that are modelled.
    package enum API: String, Hashable, Sendable, CaseIterable {
      case apiVersions = "ApiVersions"
      case metadata = "Metadata"
      case initProducerID = "InitProducerId"
      case produce = "Produce"
      case fetch = "Fetch"
      case alterPartition = "AlterPartition"
      case brokerRegistration = "BrokerRegistration"
      case brokerHeartbeat = "BrokerHeartbeat"
      case createTopics = "CreateTopics"
      case deleteRecords = "DeleteRecords"
      case electLeaders = "ElectLeaders"
      case incrementalAlterConfigs = "IncrementalAlterConfigs"
    }
  }
}
