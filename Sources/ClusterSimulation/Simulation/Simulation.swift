package import KafkaModel
package import SimulationKernel

/// A running estate: every machine, the network between them, and the queue of what happens next.
///
/// A value with one owner: copying by accident would repeat draws, so the only copy is ``fork()``.
package struct Simulation: ~Copyable, Sendable {
  package internal(set) var plan: Plan
  package let seed: UInt64
  package internal(set) var now = Instant(nanoseconds: 0)
  /// The start of the load.
  package internal(set) var origin = Instant(nanoseconds: 0)
  package internal(set) var fingerprint = Fingerprint()
  package internal(set) var eventCount = 0
  package internal(set) var journal = Journal()

  var queue = EventQueue<Event>()
  var network: Network
  var processes: [Process] = []
  /// By process. A byte each, by themselves: those of thousands of processes stay near, and most events ask nothing else of
  /// one.
  var processStates: [Process.State] = []
  package internal(set) var brokers: [BrokerNode] = []
  package internal(set) var controllers: [ControllerNode] = []
  package internal(set) var producers: [ProducerNode] = []
  /// Every group's members, group by group.
  package internal(set) var members: [MemberNode] = []
  package internal(set) var groups: [GroupNode] = []
  /// Every process of Connect.
  package internal(set) var workers: [WorkerNode] = []
  /// The plan's group by its id's number.
  var groupPlaces: [[Int?]] = []
  var hardware: [HostHardware] = []
  /// On no host does anything wait for a processor.
  var isAlwaysReady = false
  var connections = ConnectionTable()
  var frames = FrameStore()
  var links: [LinkIndex] = []
  var drill: DrillState
  var causes = Causes()
  /// What the run used and the model does not cover, in words.
  var notes: [String] = []
  /// Keeps the last event in words, for the comparison of two runs.
  package var keepsLastEvent = false
  package internal(set) var lastEvent = ""

  // Outboxes, kept between events so that no event allocates.
  var networkEffects: [NetworkEffect] = []
  var brokerEffects: [BrokerEffect] = []
  var controllerEffects: [ControllerEffect] = []
  var producerEffects: [ProducerEffect] = []
  var consumerEffects: [ConsumerEffect] = []
  /// Lent to the member whose consumer has an input.
  var consumerOutbox = Consumer.Outbox()
  var applicationEffects: [ApplicationEffect] = []
  var workerEffects: [WorkerEffect] = []
  /// What workers have handed to their leaders.
  var forwards: [Forward] = []
  var deliveries: [(process: ProcessIndex, delivery: Delivery)] = []

  /// One broker process: its machine and its place.
  package struct BrokerNode: Sendable {
    package var machine: Broker
    package var process: ProcessIndex
    package var cluster: ClusterIndex
    package var id: NodeID
    /// The connections it opened, by the digest of the channel: a number is quicker compared.
    var channels: [(digest: UInt64, id: ConnectionID)] = []
  }

  /// One controller process.
  package struct ControllerNode: Sendable {
    package var machine: Controller
    package var process: ProcessIndex
    package var id: NodeID
    var sockets = ControllerSockets()
    /// How many topics had come and gone when the plan's mirrored topics were last looked for.
    var seenTopicChanges = 0
  }

  /// One producer: its client, the thread that calls it, and what became of its records.
  package struct ProducerNode: Sendable {
    package var machine: Producer
    package var process: ProcessIndex
    package var cluster: ClusterIndex
    /// How far its host's clock was set, nanoseconds.
    package var clockSkew: Int64 = 0
    var workload: Workload
    package var ledger = RecordLedger()
    package var acknowledgedBy: [NodeID] = []
    package var blocks: [RunRecord.SendBlock] = []
    /// The record whose send() has not returned.
    var blockedOn: (record: Int32, since: Instant)?
    /// Its open connections by the names it has for the nodes.
    var connections: [(node: NodeID, id: ConnectionID)] = []
    var wake: (id: EventID, at: Milliseconds)?
    /// The next time that its caller has something to send.
    var arrival: EventID?
    /// Its network thread has been woken and waits for a processor.
    var turn: EventID?
    var closing = false
    /// Its process has ended and not come back.
    var isGone = false
    /// Records that were open when a life of its process ended: nobody will ever tell what became of them.
    var abandoned = 0
    /// The broker whose response is being handled.
    var answering = NodeID(-1)
    /// Its partitioner is the author's own.
    let describesKeys: Bool
    /// By record, the number of its key (-1 for none), where a handler of the author's asks for it.
    var keyNumbers: [Int32]?
    /// By record, its sizes, where a mirror may copy it.
    var shapes: [RecordShape]?

    /// Nothing that it has sent can still be answered: every record has a fate, or its process has none.
    var hasSettled: Bool { isGone || ledger.openCount == abandoned && blockedOn == nil }
  }

  /// One process that reads: its consumer, the application around it, and what became of it.
  ///
  /// With thousands of members every event finds one that has left the caches. So what each wake asks for lies together
  /// at the front, here and in the parts, and what was only ever set at the end.
  package struct MemberNode: Sendable {
    /// How far its host's clock was set, nanoseconds.
    package var clockSkew: Int64 = 0
    var wake: (id: EventID, at: Milliseconds)?
    /// It wakes from a pause: its threads look when all that waits in its sockets is there.
    var isGathering = false
    package var process: ProcessIndex
    var connections = MemberConnections()
    /// Of the present life, or of the last one.
    package var machine: Consumer
    package var application: ConsumerApplication
    var alarm: EventID?
    package var cluster: ClusterIndex
    package var group: Int
    /// Its place in the group.
    package var member: Int
    var pausedAt: Instant?
    var settings: ConsumerSettings
  }

  /// One process of Connect, and the records that its clients wrote.
  package struct WorkerNode: Sendable {
    /// Of the present life, or of the last one.
    package var machine: ConnectWorker
    package var process: ProcessIndex
    /// How far its host's clock was set, nanoseconds.
    package var clockSkew: Int64 = 0
    package var ledger = WorkerLedger()
    /// Its clients' open connections by the names they have for the nodes.
    var connections: [(slot: ClientSlot, node: ConsumerNode, id: ConnectionID)] = []
    /// By client, from the first of this life on.
    var clientWakes: [(id: EventID, at: Milliseconds)?] = []
    var wake: (id: EventID, at: Milliseconds)?
    /// By cluster, how many topics had come and gone when the worker was last told their names.
    var knownTopicChanges: [Int]
    /// The broker whose response is being handled.
    var answering = NodeID(-1)
    /// It wakes from a pause: its threads look when all that waits in its sockets is there.
    var isGathering = false
  }

  /// Task configurations on their way from a worker to the leader of its group.
  struct Forward: Sendable {
    var tasks: [TaskConfiguration]
    var connector: ConnectorIndex
    var group: GroupID
    /// nil: nobody leads.
    var leader: Int?
    var from: Int
    var life: Int32
    /// Nanoseconds; nil: no packet reaches the leader.
    var roundTrip: Int64?
    /// Whether the leader took the configurations, once it has been asked.
    var isTaken: Bool?
  }

  /// One group as the ledger sees it.
  package struct GroupNode: Sendable {
    /// Its members' places among all of them.
    package var members: Range<Int>
    /// What its members ask for, each once.
    var subscriptions: [PlannedMember.Subscription] = []
    package var commits: [GroupRecord.StoredCommit] = []
    /// The place of each partition's last commit.
    var lastCommits = PartitionTable<Int>()
    package var generations: [GroupRecord.Generation] = []
    package var samples: [GroupRecord.LagSample] = []
    /// Offsets that its applications keep outside of Kafka: the next to be processed.
    package var stored = PartitionTable<Offset>()
    /// Of a sink connector's group, its tasks by their numbers.
    var sinkTasks: [GroupRecord.MemberRecord] = []
  }

  /// Another future of the same run: a copy that shares nothing.
  package func fork() -> Simulation { Simulation(copying: self) }
}
