package import KafkaModel

/// One step of a drill: when it fires and what it does.
package struct PlannedStep: Sendable {
  package var name: String
  package var trigger: Trigger
  package var action: Action
  /// The fault is undone this long after it began.
  package var lasts: DrawnSpan?

  package init(name: String, trigger: Trigger, action: Action, lasts: DrawnSpan?) {
    self.name = name
    self.trigger = trigger
    self.action = action
    self.lasts = lasts
  }

  package enum Trigger: Sendable {
    /// Since the start of the load.
    case at(DrawnSpan)
    /// After another step has fired.
    case after(Int, plus: DrawnSpan)
    /// When a predicate holds at or after the time that the earlier step fired (nil: the start of the load).
    case when(Predicate, plus: DrawnSpan, since: Int?)
  }

  /// What must hold for a step to fire, read from the controller's state.
  package indirect enum Predicate: Sendable {
    case isrFull(PartitionRef)
    case isrSize(PartitionRef, Comparison, Int)
    case leaderless(PartitionRef)
    /// The partition has a leader, another one than when the step fired.
    case leaderChanged(PartitionRef, since: Int)
    /// The process of a stopping node has ended.
    case exited(Target)
    case stepDone(Int)
    /// Every record sent so far has its outcome.
    case allSettled
    case all([Predicate])
  }

  package enum Comparison: Sendable {
    case equal
    case atMost
    case atLeast
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

  /// What a step acts on; roles are resolved when it fires.
  package indirect enum Target: Sendable {
    case broker(ClusterIndex, NodeID)
    case controller(ClusterIndex)
    case producer(Int)
    case host(HostIndex)
    case site(Int)
    case rack(ClusterIndex, String)
    case leader(PartitionRef)
    /// The n-th replica in assignment order that does not lead, from 0.
    case follower(PartitionRef, Int)
    case followers(PartitionRef)
    case allBrokers(ClusterIndex)
    /// What another step acted on.
    case actedOn(Int)
    case several([Target])
  }

  package enum Isolation: Sendable {
    case everyone
    case brokers
    case controller
    case brokersAndController
    case clients
  }

  package enum Direction: Sendable {
    case request
    case response
  }

  package enum Action: Sendable {
    case kill(Target)
    case stop(Target)
    case start(Target, takes: DrawnSpan)
    case restart(Target, takes: DrawnSpan)
    case pause(Target)
    case resume(Target)
    /// Paused for `stopped` of every `period`.
    case dutyCycle(Target, stopped: Int64, period: Int64)
    case powerLoss(Target, worstCase: Bool)
    case silence(Target)
    /// Ends silence and brings packets back.
    case unsilence(Target)
    case cut(from: Target, to: Target, oneWay: Bool)
    case isolate(Target, from: Isolation)
    case heal
    case degrade(PlannedLink)
    /// From the first matching message on nothing of that direction passes; the connection is closed `thenReset` later.
    case mute(Direction, api: Api, producer: Int?, broker: Target?, thenReset: Int64?)
    case delay(Direction, api: Api, producer: Int?, broker: Target?, by: Int64)
    case createTopic(Int)
    case deleteRecords(PartitionRef, upTo: Offset)
    case electLeaders(ElectionKind, PartitionRef?)
    case setTopicConfig(Int, TopicSettings)
    case changeRate(Int, PlannedWorkload.Arrivals)
    case endLoad([Int])
    case skewClock(HostIndex, by: Int64)
    case nothing
  }

  /// The request kinds that a message fault can name.
  package enum Api: String, CaseIterable, Sendable {
    case produce = "Produce"
    case fetch = "Fetch"
    case metadata = "Metadata"
    case initProducerID = "InitProducerId"
    case alterPartition = "AlterPartition"
    case brokerHeartbeat = "BrokerHeartbeat"
  }
}
