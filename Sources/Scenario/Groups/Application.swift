extension Scenario {
  /// What a program does around its consumer; nil leaves it to the group, and there to the default.
  package struct Application: Hashable, Sendable {
    /// The argument of every poll (100 ms).
    package var poll: TimeSpan?
    /// Processing time of one record, drawn for each (nothing).
    package var perRecord: TimeRange?
    /// Added once for every poll that returned records (nothing).
    package var perPoll: TimeRange?
    /// The name of registered code that says how long a record takes, in place of `perRecord` and `slowRecords`.
    package var handler: String?
    /// When it commits (`auto`).
    package var commit: CommitStyle?
    /// Also commitSync() in `onPartitionsRevoked` (no).
    package var commitsOnRevocation: Bool?
    /// What it does with an exception out of poll or commit (polls again at once).
    package var afterError: AfterError?
    /// How much it still does when it is to stop (`poll`).
    package var stopsAfter: StopPoint?
    /// The argument of close (30 s).
    package var closeTimeout: TimeSpan?
    /// Records that take longer than others.
    package var slowRecords: [SlowRecord] = []

    package init() {}

    /// What this leaves open is taken from `other`.
    package func completed(by other: Application) -> Application {
      var application = self
      application.poll = poll ?? other.poll
      application.perRecord = perRecord ?? other.perRecord
      application.perPoll = perPoll ?? other.perPoll
      application.handler = handler ?? other.handler
      application.commit = commit ?? other.commit
      application.commitsOnRevocation = commitsOnRevocation ?? other.commitsOnRevocation
      application.afterError = afterError ?? other.afterError
      application.stopsAfter = stopsAfter ?? other.stopsAfter
      application.closeTimeout = closeTimeout ?? other.closeTimeout
      if slowRecords.isEmpty { application.slowRecords = other.slowRecords }
      return application
    }
  }

  /// When an application commits what it has read.
  package enum CommitStyle: Hashable, Sendable {
    /// `enable.auto.commit`; records are processed in the poll loop.
    case auto
    case none
    /// commitSync() after every poll's records have been processed.
    case afterPoll
    /// commitAsync() after every poll's records have been processed.
    case afterPollAsync
    /// commitSync(offsets) of what is processed, every so many records; bare offsets without an epoch.
    case every(Int64)
    /// commitSync() after poll, before processing.
    case beforeProcessing
    /// `enable.auto.commit`; poll's records are handed to a worker thread.
    case handOff
    /// The offset is stored with the result, outside of Kafka; on assignment the application seeks there.
    case external

    /// The styles that are written as a word.
    static let words: [(word: String, style: CommitStyle)] = [
      ("auto", .auto), ("none", .none), ("afterPoll", .afterPoll),
      ("afterPollAsync", .afterPollAsync), ("beforeProcessing", .beforeProcessing),
      ("handOff", .handOff), ("external", .external),
    ]

    /// Whether the style needs `enable.auto.commit`; the others need it off.
    package var isAutomatic: Bool {
      switch self {
      case .auto, .handOff: true
      case .none, .afterPoll, .afterPollAsync, .every, .beforeProcessing, .external: false
      }
    }
  }

  /// What an application does after an exception out of poll or commit.
  package enum AfterError: Hashable, Sendable {
    /// Polls again after so long.
    case goesOn(after: TimeSpan)
    /// Closes its consumer and ends.
    case ends
  }

  /// Where an application looks whether it is to stop.
  package enum StopPoint: String, Hashable, Sendable, CaseIterable {
    /// Everything that the last poll handed out is processed first, and committed.
    case poll
    /// The rest of the poll's records is left.
    case record
  }

  /// A record whose processing takes longer, once per delivery.
  package struct SlowRecord: Hashable, Sendable {
    package var partition: PartitionName
    package var offset: Int64
    package var takes: TimeSpan

    package init(partition: PartitionName, offset: Int64, takes: TimeSpan) {
      self.partition = partition
      self.offset = offset
      self.takes = takes
    }
  }
}
