/// Writes of the coordinator that wait until enough replicas have them, by partition (`DelayedProduce`).
struct GroupWriteQueues: Sendable {
  struct Waiting: Sendable {
    var purpose: GroupWrite.Purpose
    var batch: Offset
    /// Done when the high watermark is here.
    var required: Offset
    var deadline: Milliseconds
  }

  private struct Queue: Sendable {
    /// In the order of the log; deadlines ascend, as all wait equally long.
    private var waiting: [Waiting] = []
    private var head = 0

    var first: Waiting? { head < waiting.count ? waiting[head] : nil }

    mutating func append(_ next: Waiting) { waiting.append(next) }

    mutating func removeFirst() -> Waiting {
      let first = waiting[head]
      head += 1
      if head == waiting.count {
        waiting.removeAll(keepingCapacity: true)
        head = 0
      } else if head >= 64, 2 * head >= waiting.count {
        waiting.removeFirst(head)
        head = 0
      }
      return first
    }
  }

  private var queues: [Queue] = []
  /// Writes that wait.
  private(set) var count = 0

  mutating func append(_ waiting: Waiting, to partition: PartitionIndex) {
    count += 1
    while queues.count <= Int(partition.raw) { queues.append(Queue()) }
    queues[Int(partition.raw)].append(waiting)
  }

  func first(_ partition: PartitionIndex) -> Waiting? {
    Int(partition.raw) < queues.count ? queues[Int(partition.raw)].first : nil
  }

  mutating func removeFirst(_ partition: PartitionIndex) -> Waiting {
    count -= 1
    return queues[Int(partition.raw)].removeFirst()
  }

  var nextDeadline: Milliseconds {
    count == 0 ? .max : queues.reduce(.max) { min($0, $1.first?.deadline ?? .max) }
  }

  /// A write whose time is up.
  mutating func expire(now: Milliseconds) -> Waiting? {
    for index in queues.indices {
      if let first = queues[index].first, first.deadline <= now {
        count -= 1
        return queues[index].removeFirst()
      }
    }
    return nil
  }
}
