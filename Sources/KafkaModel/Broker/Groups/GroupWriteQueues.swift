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

    /// Of the first that waits.
    var deadline: Milliseconds { head < waiting.count ? waiting[head].deadline : .max }

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
  /// The first deadline of a write that waits; asked for after every request of a group.
  private(set) var nextDeadline = Milliseconds.max

  mutating func append(_ waiting: Waiting, to partition: PartitionIndex) {
    let index = Int(partition.raw)
    while queues.count <= index { queues.append(Queue()) }
    queues[index].append(waiting)
    nextDeadline = min(nextDeadline, queues[index].deadline)
  }

  func first(_ partition: PartitionIndex) -> Waiting? {
    Int(partition.raw) < queues.count ? queues[Int(partition.raw)].first : nil
  }

  mutating func removeFirst(_ partition: PartitionIndex) -> Waiting {
    removeFirst(of: Int(partition.raw))
  }

  private mutating func removeFirst(of index: Int) -> Waiting {
    let first = queues[index].removeFirst()
    nextDeadline =
      first.deadline == nextDeadline
      ? queues.reduce(.max) { min($0, $1.deadline) } : min(nextDeadline, queues[index].deadline)
    return first
  }

  /// A write whose time is up.
  mutating func expire(now: Milliseconds) -> Waiting? {
    for index in queues.indices {
      if queues[index].deadline <= now { return removeFirst(of: index) }
    }
    return nil
  }
}
