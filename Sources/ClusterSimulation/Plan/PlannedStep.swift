package import KafkaModel

/// One step of a drill: when it fires and what it does.
package struct PlannedStep: Sendable {
  package var name: String
  package var trigger: Trigger
  package var action: Action
  /// The fault is undone so many nanoseconds after it began.
  package var undoneAfter: Int64?
  /// nil in a plan that no drill made.
  package var wording: Wording?

  /// A step as its drill writes it.
  package struct Wording: Sendable {
    package var verb: String
    /// What it acts on, in a few words.
    package var object: String
    /// That is processes or hosts, which are found when it fires.
    package var hasTargets: Bool

    package init(verb: String, object: String, hasTargets: Bool) {
      self.verb = verb
      self.object = object
      self.hasTargets = hasTargets
    }
  }

  package init(name: String, trigger: Trigger, action: Action, undoneAfter: Int64?) {
    self.name = name
    self.trigger = trigger
    self.action = action
    self.undoneAfter = undoneAfter
  }
}

/// When a step fires, a producer starts or a run ends; times in nanoseconds.
package enum Trigger: Sendable {
  /// Since the start of the load.
  case at(DrawnSpan)
  /// After another step has fired and is done.
  case after(Int, plus: DrawnSpan)
  /// After a predicate holds for the first time since the step `since` was done (nil: the start of the
  /// load), or `orAfter` that moment in any case.
  case when(Predicate, since: Int?, plus: DrawnSpan, orAfter: Int64?)
}

/// What must hold for a trigger to fire, read from the controller's and the ledger's state.
package indirect enum Predicate: Sendable {
  case isrFull([PartitionRef])
  case isrSize(PartitionRef, Comparison, Int64)
  /// Every partition has a leader, another one than when the step was fired (nil: than at the start).
  case leaderChanged([PartitionRef], since: Int?)
  case leader(PartitionRef, NodeID?)
  /// Nothing sent is without outcome, of one producer or of all.
  case settled(producer: Int?)
  case sent(producer: Int, Comparison, Int64)
  case exited(Target)
  /// Every running member has been told its assignment and the coordinator calls the group STABLE.
  case groupStable(Int)
  /// The group's committed offsets have reached the ends of all its partitions.
  case caughtUp(Int)
  /// So many records were handed to the group's members, counted with repetitions.
  case delivered(group: Int, Comparison, Int64)
  case fenced(ClusterIndex, NodeID)
  case unfenced(ClusterIndex, NodeID)
  case stepDone(Int)
  case all([Predicate])

  package enum Comparison: Sendable {
    case equal
    case notEqual
    case atLeast
    case atMost
    case above
    case below
  }
}

/// One partition, by the plan's topic index.
package struct PartitionRef: Hashable, Sendable {
  package var topic: Int
  package var partition: PartitionIndex

  package init(topic: Int, partition: PartitionIndex) {
    self.topic = topic
    self.partition = partition
  }
}

/// A connector, by the plan's Connect clusters and their connectors.
package struct ConnectorRef: Hashable, Sendable {
  package var cluster: Int
  package var connector: Int

  package init(cluster: Int, connector: Int) {
    self.cluster = cluster
    self.connector = connector
  }
}

/// What a step acts on; roles are resolved when it fires.
package enum Target: Sendable {
  case node(ClusterIndex, NodeID)
  case host(HostIndex)
  case site(Int)
  case rack(String)
  case producer(Int)
  /// A member of a group, by the plan's groups and their members.
  case member(group: Int, Int)
  /// All members of a group.
  case members(group: Int)
  /// A Connect worker, by the plan's workers.
  case worker(Int)
  /// The worker that leads the group of one of the plan's Connect clusters.
  case connectLeader(Int)
  /// The broker that coordinates a group.
  case coordinator(group: Int)
  case leader(PartitionRef)
  /// The first living follower in order of assignment.
  case follower(PartitionRef)
  case followers(PartitionRef)
  case controller(ClusterIndex)
  case brokers(ClusterIndex)
  /// A living broker of the cluster, drawn.
  case any(ClusterIndex)
  /// A living member of the group, drawn.
  case anyMember(group: Int)
  /// The first living worker, in order of the plan, that does not lead it.
  case connectFollower(Int)
  /// The worker that runs a connector.
  case connector(ConnectorRef)
  /// The worker that runs one of a connector's tasks.
  case task(ConnectorRef, Int32)
  /// What another step acted on.
  case hitBy(Int)
}

/// The verb of a step with all that it needs; times in nanoseconds.
package enum Action: Sendable {
  case kill([Target])
  case stop([Target])
  case start([Target], takes: DrawnSpan)
  case restart([Target], takes: DrawnSpan)
  case rollingRestart([Target], takes: DrawnSpan, pauseBetween: Int64)
  case pause([Target])
  case resume([Target])
  case pauseCycle([Target], stopped: Int64, every: Int64)
  case powerLoss([Target], worstCase: Bool)
  case silence([Target])
  case skewClock([Target], by: Int64)
  case partition(groups: [[Target]], oneWay: Bool)
  case isolate([Target], from: [Peer], Direction)
  case heal(step: Int?)
  case degradeLink(PlannedLink)
  case drop(MessageChoice, MessageKind, thenReset: Int64?)
  case delayResponse(MessageChoice, by: Int64)
  /// A topic of a name that was deleted before is a topic of the plan of its own.
  case createTopic(Int)
  /// Deletes the topic that has this topic's name now.
  case deleteTopic(Int)
  case deleteRecords([PartitionRef], before: DeletionBound)
  case electLeaders(ElectionKind, [PartitionRef])
  case setTopicConfig(Int, TopicSettings)
  case changeRate([Int], Arrivals)
  case stopProducers([Int])
  /// Raises a topic's number of partitions to a total.
  case addPartitions(Int, total: Int32)
  /// Sets committed offsets of an empty group (`kafka-consumer-groups --reset-offsets`); partitions that do
  /// not exist are left alone, timestamps count from the start of the load.
  case setOffsets(group: Int, [PartitionRef], to: OffsetTarget)
  /// The applications of the members take so long for the next record that they process.
  case stall([Target], lasting: Int64)
  /// Another processing time per record.
  case changeProcessing([Target], perRecord: DrawnSpan)
  /// REST `POST /connectors/{name}/restart`: the connector alone, or with its tasks, or what has failed of them.
  case restartConnector(ConnectorRef, tasks: Bool, onlyFailed: Bool)
  /// REST `POST /connectors/{name}/tasks/{number}/restart`
  case restartTask(ConnectorRef, Int32)
  /// REST `PUT /connectors/{name}/pause`
  case pauseConnector(ConnectorRef)
  /// REST `PUT /connectors/{name}/resume`
  case resumeConnector(ConnectorRef)

  /// Where `deleteRecords` moves the beginning of a log to.
  package enum DeletionBound: Hashable, Sendable {
    case offset(Offset)
    /// So many records before the high watermark, which is what a client is told as the log's end.
    case end(minus: Int64)
    /// So many records after the offset that a group has committed; partitions without one are left alone.
    case committed(group: Int, plus: Int64)
  }

  /// Where `setOffsets` sets committed offsets to.
  package enum OffsetTarget: Hashable, Sendable {
    case spec(OffsetSpec)
    case offset(Offset)
    /// Relative to what is committed.
    case shift(Int64)
  }

  package enum Peer: Sendable {
    case everyone
    case brokers
    case controller
    case clients
  }

  package enum Direction: Sendable {
    case both
    case to
    case from
  }

  package enum MessageKind: Sendable {
    case request
    case response
  }
}

/// Which request, or whose response, a message fault takes: the n-th that fits since the step fired.
package struct MessageChoice: Sendable {
  package var api: RequestKind
  package var client: Target?
  package var broker: Target?
  /// From 1.
  package var occurrence: Int64

  package init(api: RequestKind, client: Target?, broker: Target?, occurrence: Int64) {
    self.api = api
    self.client = client
    self.broker = broker
    self.occurrence = occurrence
  }
}
