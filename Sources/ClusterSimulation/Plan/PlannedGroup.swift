package import KafkaModel

/// One consumer group, or several readers without a group.
package struct PlannedGroup: Sendable {
  package var name: String
  package var cluster: ClusterIndex
  /// nil: the members read by assign and seek, and commit nothing.
  package var id: GroupID?
  package var members: [PlannedMember]
  /// The sink connector whose tasks read; a run adds them to `members` when it is over.
  package var sink: PlannedSink?

  package init(name: String, cluster: ClusterIndex, id: GroupID?, members: [PlannedMember]) {
    self.name = name
    self.cluster = cluster
    self.id = id
    self.members = members
  }
}

/// The group of a sink connector: its tasks are its members.
package struct PlannedSink: Sendable {
  package var connector: ConnectorRef
  /// `offset.flush.interval.ms`
  package var commitInterval: Milliseconds
  /// What each of its tasks is, but for its name.
  package var task: PlannedMember

  package init(connector: ConnectorRef, commitInterval: Milliseconds, task: PlannedMember) {
    self.connector = connector
    self.commitInterval = commitInterval
    self.task = task
  }
}

/// One process that reads: a consumer and the loop that calls it.
package struct PlannedMember: Sendable {
  package var name: String
  package var host: HostIndex
  package var version: KafkaVersion
  package var settings: ConsumerSettings
  package var behaviour: ConsumerBehaviour
  package var subscription: Subscription
  package var loop: PlannedLoop
  /// When the process starts; nil only by a step (`start`, `addMember`).
  package var start: Trigger?

  package enum Subscription: Hashable, Sendable {
    case topics([String])
    case pattern(TopicPattern)
    /// By assign; `from` is sought before the first poll (nil: by the reset policy).
    case assigned([NamedPartition], from: Beginning?)
  }

  /// Where a reader without a group seeks to.
  package enum Beginning: Hashable, Sendable {
    /// Timestamps count from the start of the load.
    case spec(OffsetSpec)
    case offset(Offset)
  }

  package init(
    name: String, host: HostIndex, version: KafkaVersion, settings: ConsumerSettings,
    behaviour: ConsumerBehaviour, subscription: Subscription, loop: PlannedLoop, start: Trigger?
  ) {
    self.name = name
    self.host = host
    self.version = version
    self.settings = settings
    self.behaviour = behaviour
    self.subscription = subscription
    self.loop = loop
    self.start = start
  }
}

/// What an application does around its consumer: poll, process, commit; spans in nanoseconds.
package struct PlannedLoop: Sendable {
  /// The argument of every poll.
  package var pollTimeout: Int64 = 100_000_000
  /// Processing time of one record, drawn for each.
  package var perRecord = DrawnSpan(nanoseconds: 0)
  /// Added once for every poll that returned records.
  package var perPoll = DrawnSpan(nanoseconds: 0)
  package var commit = CommitStyle.automatic
  /// How long an exception out of poll or commit stops the loop before it polls again; nil ends the application.
  package var afterError: Int64? = 0
  /// `close(timeout)` at SIGTERM and at the end of the run.
  package var closeTimeout: Int64 = 30_000_000_000
  /// Records that take longer, by topic (plan index), partition and offset; each takes its time once per delivery.
  package var slowRecords: [SlowRecord] = []

  /// When the application commits what it has read.
  package enum CommitStyle: Hashable, Sendable {
    /// Never, and `enable.auto.commit` is off.
    case none
    /// `enable.auto.commit`; records are processed inside of the loop.
    case automatic
    /// commitSync() after every poll's records have been processed (style S).
    case afterPoll
    /// commitAsync() after every poll's records have been processed.
    case afterPollAsync
    /// commitSync(offsets) of what is processed, every so many records (1: style R); bare offsets without
    /// an epoch, as applications give them.
    case every(Int64)
    /// commitSync() after poll, before processing (style P).
    case beforeProcessing
    /// `enable.auto.commit`; poll's records are handed to a worker thread that processes them (style A′).
    case handOff
    /// The offset is stored with the result, outside of Kafka; on assignment the application seeks there (style X).
    case external
  }

  package struct SlowRecord: Hashable, Sendable {
    package var partition: PartitionRef
    package var offset: Offset
    package var takes: Int64

    package init(partition: PartitionRef, offset: Offset, takes: Int64) {
      self.partition = partition
      self.offset = offset
      self.takes = takes
    }
  }

  /// Where the loop looks whether the process is to stop.
  package enum StopPoint: Hashable, Sendable {
    /// Everything that the last poll handed out is processed first, and committed.
    case poll
    /// The rest of the poll's records is left.
    case record
  }

  package var stopsAfter = StopPoint.poll
  /// The test author's own code in place of `perRecord` and `slowRecords`.
  package var handler: RecordHandler?

  /// In `onPartitionsRevoked`, also commitSync() of what was processed.
  package var commitsOnRevocation = false

  package init() {}
}
