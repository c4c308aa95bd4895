/// A task on its worker: Connect's half of it, the connector's half, and the clients of both.
struct TaskNode: Sendable {
  let herder: Int
  let task: ConnectTask
  let name: TaskName
  var runtime: WorkerSourceTask
  let producer: ClientSlot
  /// The connector's half: one of these four.
  var mirror: MirrorSourceTask?
  var checkpoints: MirrorCheckpointTask?
  var heartbeats: MirrorHeartbeatTask?
  var custom: CustomSourceWork?
  /// What a mirror's last poll handed out, and each of its records.
  var polled: [PolledBatchOrigin] = []
  var records: [ReadRecord] = []
  /// What the last poll of a task made that copies nothing.
  var own: [OwnRecord] = []
  /// Where the sources of own records come from, by their number in the task.
  var ownSources: [OwnSourcePartition] = []
  /// Runs of what was sent, ascending by record number: where each record comes from.
  var sent: [SentRun] = []
  /// The partition and the first offset of the completion in hand.
  var completedPartition = PartitionIndex(-1)
  var completedBase = Offset.none
  /// send() waits for the metadata of a topic that the estate does not have.
  var awaitsTopic: (first: Int32, place: Int32, count: Int32)?
  /// The write of offsets that is on its way.
  var write: (number: Int32, open: Int, hasFailed: Bool)?
  /// Its classes are being loaded and its clients made until then.
  var loadsUntil: Milliseconds?
  /// Its offsets are being read.
  var isWaitingForOffsets = false
  /// The herder waits for its end.
  var isAwaited = false
  /// It begins anew when it has ended.
  var restart: TaskRestart?
  /// It was cancelled: its statuses are not written any more.
  var isCancelled = false
  /// As last reported.
  var state = ConnectState.unassigned
  var isGone = false

  struct PolledBatchOrigin: Sendable {
    var partition: MirroredPartition
    var batch: DeliveredBatch
    /// Who read it.
    var reader: ClientSlot
    /// The target's topic.
    var topic: String
    /// The place of its first record among those of the poll.
    var place: Int32
  }

  struct SentRun: Sendable {
    var first: Int32
    var count: Int32
    var partition: MirroredPartition
    var offset: Offset
  }
}

extension TaskNode {
  /// The run of the poll that a record is in, by the record's place.
  func origin(at place: Int32) -> PolledBatchOrigin {
    var low = 0
    var high = polled.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if polled[middle].place <= place { low = middle } else { high = middle }
    }
    return polled[low]
  }

  /// The target's topic of a record of the last poll.
  func topic(at place: Int32) -> String {
    mirror == nil ? own[Int(place)].topic : origin(at: place).topic
  }

  /// Notes that a record was handed to the producer; one that is sent again has been noted.
  mutating func note(_ record: Int32, _ partition: MirroredPartition, _ offset: Offset) {
    if let last = sent.last, last.first + last.count > record { return }
    if let last = sent.last, last.partition == partition, last.first + last.count == record,
      last.offset + Int64(last.count) == offset
    {
      sent[sent.count - 1].count += 1
    } else {
      sent.append(SentRun(first: record, count: 1, partition: partition, offset: offset))
    }
  }

  /// Where a record came from.
  func origin(of record: Int32) -> (partition: MirroredPartition, offset: Offset)? {
    var low = 0
    var high = sent.count
    while low < high {
      let middle = (low + high) / 2
      if sent[middle].first <= record { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let run = sent[low - 1]
    guard record < run.first + run.count else { return nil }
    return (run.partition, run.offset + Int64(record - run.first))
  }

  /// When a thread of the task looks at the clock. Inlined, with the parts asked where they lie: a call would copy them.
  @inline(__always)
  func deadline(now: Milliseconds) -> Milliseconds {
    var deadline = runtime.deadline ?? .max
    if let loadsUntil { deadline = min(deadline, loadsUntil) }
    if let due = mirror?.deadline { deadline = min(deadline, due) }
    if let due = checkpoints?.deadline { deadline = min(deadline, due) }
    if let due = heartbeats?.deadline { deadline = min(deadline, due) }
    if let due = custom?.deadline { deadline = min(deadline, due) }
    // A real send() asks for metadata again after retry.backoff.ms.
    if awaitsTopic != nil { deadline = min(deadline, now + Milliseconds(100)) }
    return deadline
  }
}
