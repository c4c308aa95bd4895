/// A sink task on its worker: Connect's half of it, the author's half, and the consumer between.
struct SinkTaskNode: Sendable {
  let herder: Int
  let task: ConnectTask
  let name: TaskName
  var runtime: WorkerSinkTask
  let consumer: ClientSlot
  var code: any CustomSinkTask
  let configuration: SettingMap
  /// `subscribe` by `topics` or `topics.regex`.
  let subscription: ConsumerCall
  /// Calls of the consumer that have not returned: a poll, and what is called in its listener.
  var calls: [Call] = []
  /// What the poll has brought, until the ledger has told of its records.
  var polled: [DeliveredBatch] = []
  /// What is to be put, or put again.
  var held: [Held] = []
  /// A put that takes its time.
  var putting: Put?
  /// Asynchronous commits whose callbacks are out, oldest first.
  var commits: [(sequence: Int32, offsets: [PartitionOffset])] = []
  /// A wakeup that came while the consumer waited for nothing: the next call that waits ends with it.
  var isWokenUp = false
  /// Its classes are being loaded and its clients made until then.
  var loadsUntil: Milliseconds?
  /// The herder waits for its end.
  var isAwaited = false
  /// It begins anew when it has ended.
  var restart: TaskRestart?
  /// It was cancelled: its statuses are not written any more.
  var isCancelled = false
  /// As last reported.
  var state = ConnectState.unassigned
  var isGone = false

  /// A call of the consumer that waits.
  enum Call: Hashable, Sendable {
    case poll
    /// `position` of every partition that is new.
    case positions([TopicPartition])
    case commitSync
    case close
  }

  struct Held: Sendable {
    var batch: DeliveredBatch
    var records: [CustomSinkRecord]
  }

  struct Put: Sendable {
    var until: Milliseconds
    var failure: TaskException?
    var requests: [CustomSinkContext.Request]
  }

  /// When a thread of the task looks at the clock.
  var deadline: Milliseconds {
    var deadline = runtime.deadline ?? .max
    if let loadsUntil { deadline = min(deadline, loadsUntil) }
    if let putting { deadline = min(deadline, putting.until) }
    return deadline
  }
}
