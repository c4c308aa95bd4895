/// A task on its worker: Connect's half of it, the connector's half, and the clients of both.
struct TaskNode: Sendable {
  let herder: Int
  let task: ConnectTask
  let name: TaskName
  var runtime: WorkerSourceTask
  let producer: ClientSlot
  /// The source connector's half of the task.
  var mirror: MirrorSourceTask
  /// What the last poll handed out, and each of its records.
  var polled: [PolledBatchOrigin] = []
  var records: [ReadRecord] = []
  /// Runs of what was sent, ascending by record number: where each record comes from.
  var sent: [SentRun] = []
  /// The offset of the first record of the completion in hand.
  var completedBase = Offset.none
  /// send() waits for the metadata of a topic that the estate does not have.
  var awaitsTopic: (first: Int32, place: Int32, count: Int32)?
  /// The write of offsets that is on its way.
  var write: (number: Int32, open: Int, hasFailed: Bool)?
  /// Its offsets are being read, or it has been told to begin.
  var isWaitingForOffsets = false
  var isGone = false

  struct PolledBatchOrigin: Sendable {
    var partition: MirroredPartition
    var batch: DeliveredBatch
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

  /// Notes that a record was handed to the producer.
  mutating func note(_ record: Int32, _ partition: MirroredPartition, _ offset: Offset) {
    if let last = sent.last, last.partition == partition, last.first + last.count == record,
      last.offset + Int64(last.count) == offset
    {
      sent[sent.count - 1].count += 1
    } else if let place = sent.firstIndex(where: { $0.first + $0.count > record }) {
      // A record that is sent again after send() threw has been noted.
      _ = place
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
}
