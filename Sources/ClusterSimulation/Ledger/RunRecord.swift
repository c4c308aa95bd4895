package import KafkaModel
package import SimulationKernel

/// What a finished run leaves behind for the judges: every record's fate, the surviving logs, the journal.
package struct RunRecord: Sendable {
  package var plan: Plan
  package var seed: UInt64
  package var fingerprint: UInt64
  /// Events handled.
  package var events: Int
  /// The start of the load; all times that people see count from here.
  package var origin: Instant
  package var end: Instant
  package var producers: [ProducerRecord]
  /// By the plan's groups.
  package var groups: [GroupRecord] = []
  /// By the plan's workers: what the clients of each wrote.
  package var workers: [WorkerLedger] = []
  /// The logs that survive: nothing of deleted topics.
  package var logs: [PartitionLog]
  package var logStartMoves: [LogStartMove] = []
  /// What deleted topics held.
  package var deletedLogs: [DeletedLog] = []
  /// By the plan's topics: the numbers that their clusters gave them; -1 for those that never came up.
  package var topicNumbers: [TopicIndex]
  /// In order of time.
  package var automaticTopics: [AutomaticTopic] = []
  /// False for a run that ended before its load, as a topic could not be made.
  package var hasLoad = true
  /// Every partition's offsets at the moments that the plan asked for; their logs name no batches.
  package var probes: [Probe]
  package var journal: Journal
  package var steps: [StepRecord]
  /// What the run used and the model does not cover, in words.
  package var notes: [String]

  /// One producer's records and calls.
  package struct ProducerRecord: Sendable {
    package var ledger: RecordLedger
    /// Record numbers by batch content.
    package var contents: BatchContents
    package var blocks: [SendBlock]
    /// Broker that acknowledged each record; -1 where none did.
    package var acknowledgedBy: [NodeID]

    package init(
      ledger: RecordLedger, contents: BatchContents, blocks: [SendBlock], acknowledgedBy: [NodeID]
    ) {
      self.ledger = ledger
      self.contents = contents
      self.blocks = blocks
      self.acknowledgedBy = acknowledgedBy
    }
  }

  /// A topic that a broker had made as a client named it (`auto.create.topics.enable`).
  package struct AutomaticTopic: Hashable, Sendable {
    package var at: Instant
    package var number: TopicIndex
    package var naming: Naming
  }

  /// A client named a topic to a broker that did not know it.
  package struct Naming: Hashable, Sendable {
    package var topic: String
    package var cluster: ClusterIndex
    package var broker: NodeID
    package var client: ProcessIndex
  }

  /// A call of send() that did not return at once.
  package struct SendBlock: Hashable, Sendable {
    package var record: Int32
    package var began: Instant
    package var ended: Instant

    package init(record: Int32, began: Instant, ended: Instant) {
      self.record = record
      self.began = began
      self.ended = ended
    }
  }

  /// The log that counts at the end of a run: the leader's, or without a leader that of the replica that may lead next.
  package struct PartitionLog: Sendable {
    package var topic: Int
    package var partition: TopicPartition
    package var leader: NodeID?
    package var isr: [NodeID]
    package var leaderEpoch: LeaderEpoch
    /// The first offset that can be read.
    package var logStart: Offset
    package var logEnd: Offset
    package var highWatermark: Offset
    package var batches: [RecordBatch]

    package init(
      topic: Int, partition: TopicPartition, leader: NodeID?, isr: [NodeID],
      leaderEpoch: LeaderEpoch, logStart: Offset = .zero, logEnd: Offset, highWatermark: Offset,
      batches: [RecordBatch]
    ) {
      self.topic = topic
      self.partition = partition
      self.leader = leader
      self.isr = isr
      self.leaderEpoch = leaderEpoch
      self.logStart = logStart
      self.logEnd = logEnd
      self.highWatermark = highWatermark
      self.batches = batches
    }
  }

  /// A log of a deleted topic, as it stood when the deletion was asked for; its topic's number names the life.
  package struct DeletedLog: Sendable {
    package var at: Instant
    package var log: PartitionLog

    package init(at: Instant, log: PartitionLog) {
      self.at = at
      self.log = log
    }
  }

  /// Where a log began once a step had deleted records.
  package struct LogStartMove: Hashable, Sendable {
    package var at: Instant
    package var partition: PartitionRef
    package var logStart: Offset

    package init(at: Instant, partition: PartitionRef, logStart: Offset) {
      self.at = at
      self.partition = partition
      self.logStart = logStart
    }
  }

  /// The logs at one moment.
  package struct Probe: Sendable {
    package var at: Instant
    package var logs: [PartitionLog]

    package init(at: Instant, logs: [PartitionLog]) {
      self.at = at
      self.logs = logs
    }
  }

  /// When a step fired and on whom it acted.
  package struct StepRecord: Sendable {
    package var firedAt: Instant?
    /// The processes that its targets came to.
    package var processes: [ProcessIndex]
    /// What an administrator's step was refused, each once.
    package var refusals: [AdministrationRefusal]

    package init(
      firedAt: Instant?, processes: [ProcessIndex], refusals: [AdministrationRefusal] = []
    ) {
      self.firedAt = firedAt
      self.processes = processes
      self.refusals = refusals
    }
  }

  package init(
    plan: Plan, seed: UInt64, fingerprint: UInt64, events: Int, origin: Instant, end: Instant,
    producers: [ProducerRecord], topicNumbers: [TopicIndex], logs: [PartitionLog],
    probes: [Probe] = [], journal: Journal, steps: [StepRecord], notes: [String]
  ) {
    self.topicNumbers = topicNumbers
    self.plan = plan
    self.seed = seed
    self.fingerprint = fingerprint
    self.events = events
    self.origin = origin
    self.end = end
    self.producers = producers
    self.logs = logs
    self.probes = probes
    self.journal = journal
    self.steps = steps
    self.notes = notes
  }
}
