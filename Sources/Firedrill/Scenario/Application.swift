import Scenario

extension Scenario {
  /// What a program does around its consumer; nil leaves it to the group, and there to the default.
  public struct Application: Hashable, Sendable {
    var written: WrittenScenario.Application

    init(written: WrittenScenario.Application) { self.written = written }

    /// An application that says what is given here, and leaves the rest open.
    ///
    /// - Parameters:
    ///   - poll: The argument of every `poll()`, zero or more; 100 ms if left out.
    ///   - perRecord: The time that each record takes, drawn for each if it is a range; nothing if left out.
    ///   - perPoll: Added to every poll that returned records, drawn for each; nothing if left out.
    ///   - handler: The name of a handler of a ``UserCode``, in place of `perRecord` and `slowRecords`.
    ///   - slowRecords: Records that take longer, each time they are delivered.
    ///   - commit: When it commits; `auto` if left out.
    ///   - commitsOnRevocation: Whether it also calls commitSync() in `onPartitionsRevoked`; no if left out.
    ///   - afterError: What it does after an exception out of poll or commit; it polls again at once if left out.
    ///   - stopsAfter: Where it looks whether it is to stop; `poll` if left out.
    ///   - closeTimeout: The argument of `close()`, zero or more; 30 s if left out.
    public init(
      poll: Duration? = nil, perRecord: Time? = nil, perPoll: Time? = nil, handler: String? = nil,
      slowRecords: [SlowRecord] = [], commit: CommitStyle? = nil,
      commitsOnRevocation: Bool? = nil, afterError: AfterError? = nil,
      stopsAfter: StopPoint? = nil, closeTimeout: Duration? = nil
    ) {
      written = WrittenScenario.Application()
      written.poll = poll.map { TimeSpan($0) }
      written.perRecord = perRecord?.written
      written.perPoll = perPoll?.written
      written.handler = handler
      written.slowRecords = slowRecords.map(\.written)
      written.commit = commit?.written
      written.commitsOnRevocation = commitsOnRevocation
      written.afterError = afterError?.written
      written.stopsAfter = stopsAfter?.written
      written.closeTimeout = closeTimeout.map { TimeSpan($0) }
    }
  }

  /// A record whose processing takes longer than others', each time it is delivered.
  public struct SlowRecord: Hashable, Sendable {
    let written: WrittenScenario.SlowRecord

    /// The record at an offset, zero or more, and how long it takes.
    public init(_ partition: PartitionName, offset: Int, takes: Duration) {
      written = WrittenScenario.SlowRecord(
        partition: partition.written, offset: Int64(offset), takes: TimeSpan(takes))
    }
  }

  /// What an application does after an exception out of poll or commit.
  public struct AfterError: Hashable, Sendable {
    let written: WrittenScenario.AfterError

    /// It polls again after so long, zero or more.
    public static func goesOn(after time: Duration) -> AfterError {
      AfterError(written: .goesOn(after: TimeSpan(time)))
    }
    /// It closes its consumer and exits.
    public static let ends = AfterError(written: .ends)
  }

  /// Where an application looks whether it is to stop (SIGTERM).
  public struct StopPoint: Hashable, Sendable {
    let written: WrittenScenario.StopPoint

    /// Behind what the last poll handed out, which it processes and commits first.
    public static let poll = StopPoint(written: .poll)
    /// Behind the record in hand; the rest of the poll's is left.
    public static let record = StopPoint(written: .record)
  }

  /// When an application commits what it has read; the style sets `enable.auto.commit`, and a setting that says
  /// otherwise does not compile.
  public struct CommitStyle: Hashable, Sendable {
    let written: WrittenScenario.CommitStyle

    /// `enable.auto.commit`: every `auto.commit.interval.ms` inside of poll; records are processed in the poll loop.
    public static let auto = CommitStyle(written: .auto)
    /// Never.
    public static let none = CommitStyle(written: .none)
    /// commitSync() after every poll's records have been processed.
    public static let afterPoll = CommitStyle(written: .afterPoll)
    /// commitAsync() after every poll's records have been processed.
    public static let afterPollAsync = CommitStyle(written: .afterPollAsync)
    /// commitSync() after poll, before processing.
    public static let beforeProcessing = CommitStyle(written: .beforeProcessing)
    /// `enable.auto.commit`; poll's records are handed to a worker thread, so that they may be committed unprocessed.
    public static let handOff = CommitStyle(written: .handOff)
    /// The offset is stored with the result, outside of Kafka; on assignment the application seeks there.
    public static let external = CommitStyle(written: .external)
    /// commitSync(offsets) of what is processed, every so many records: 1 to 10⁹.
    public static func every(_ records: Int) -> CommitStyle {
      CommitStyle(written: .every(Int64(records)))
    }
  }
}
