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
    case deleteRecords(PartitionScope, before: DeletionBound)
    case electLeader(PartitionScope, Election)
    case setConfig(ConfigOwner, [Setting])
    /// Raises a topic's number of partitions to a total.
    case addPartitions(TopicName, to: Int32)

    // Groups.
    /// Starts members that are not there (`addMember`).
    case addMember([Target])
    /// SIGTERM: the application leaves its loop and closes its consumer.
    case removeMember([Target])
    /// Sets the committed offsets of a group without members; nil is all that it reads.
    case setOffsets(group: String, of: PartitionScope?, to: OffsetTarget)
    /// The next record that the members process takes so long.
    case stall([Target], lasting: TimeSpan)
    /// Another processing time per record.
    case changeProcessing([Target], perRecord: TimeRange)

    // Load.
    case changeRate([String], Load)
    /// The end of load: the producers send no more and close.
    case stopProducer([String])

    // Mirrors and Connect.
    case deleteTopic(TopicName)
    /// Starts all processes of a mirror or a Connect cluster.
    case startMirror(String, startsIn: TimeRange?)
    /// SIGTERM to all of them.
    case stopMirror(String)
    /// REST: the connector alone, or with its tasks, or what of these has failed.
    case restartConnector(ConnectorName, tasks: Bool, onlyFailed: Bool)
    case restartTask(ConnectorName, Int32)
    case pauseConnector(ConnectorName)
    case resumeConnector(ConnectorName)

    /// Where deleteRecords moves the beginning of a log to.
    package enum DeletionBound: Hashable, Sendable {
      case offset(Int64)
      /// "end", "end-5": so many before what a client is told as the log's end.
      case end(minus: Int64)
      /// "committed(billing)+50": so many after what a group has committed.
      case committed(group: String, plus: Int64)
    }

    /// Where setOffsets sets committed offsets to.
    package enum OffsetTarget: Hashable, Sendable {
      case earliest
      case latest
      case offset(Int64)
      /// "-100", "+100": relative to what is committed.
      case shift(Int64)
      /// The first record that is no older than this time since the start of the run.
      case time(TimeSpan)
    }

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
      case createPartitions = "CreatePartitions"
      case findCoordinator = "FindCoordinator"
      case joinGroup = "JoinGroup"
      case syncGroup = "SyncGroup"
      case heartbeat = "Heartbeat"
      case leaveGroup = "LeaveGroup"
      case offsetCommit = "OffsetCommit"
      case offsetFetch = "OffsetFetch"
      case listOffsets = "ListOffsets"
      case offsetForLeaderEpoch = "OffsetForLeaderEpoch"
      case deleteTopics = "DeleteTopics"
      case describeConfigs = "DescribeConfigs"
      case listGroups = "ListGroups"
      case describeGroups = "DescribeGroups"
    }
  }
}

extension Scenario.Action {
  /// What a verb with `target` or `targets` acts on; empty for the others.
  package var targets: [Scenario.Target] {
    switch self {
    case .kill(let targets), .stop(let targets), .start(let targets, _), .restart(let targets, _),
      .rollingRestart(let targets, _, _), .pause(let targets), .resume(let targets),
      .pauseCycle(let targets, _, _), .powerLoss(let targets, _), .silence(let targets),
      .skewClock(let targets, _), .isolate(let targets, _, _), .addMember(let targets),
      .removeMember(let targets), .stall(let targets, _), .changeProcessing(let targets, _):
      targets
    case .startMirror(let name, _), .stopMirror(let name): [.workers(name)]
    case .partition, .heal, .degradeLink, .drop, .delayResponse, .createTopic, .deleteRecords,
      .electLeader, .setConfig, .addPartitions, .setOffsets, .changeRate, .stopProducer,
      .deleteTopic, .restartConnector, .restartTask, .pauseConnector, .resumeConnector:
      []
    }
  }
}
