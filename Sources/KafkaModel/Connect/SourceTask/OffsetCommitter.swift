/// The one thread of a worker that commits all source tasks' offsets in turn, each a fixed time after its last.
///
/// Source: `org.apache.kafka.connect.runtime.SourceTaskOffsetCommitter`.
package struct OffsetCommitter: Sendable {
  /// `offset.flush.interval.ms`
  private let interval: Milliseconds
  private var entries: [Entry] = []
  /// The task that the thread is at.
  private var busyWith: ConnectTask?

  private struct Entry: Sendable {
    var task: ConnectTask
    var due: Milliseconds
  }

  package init(interval: Milliseconds) { self.interval = interval }

  /// A task started.
  package mutating func schedule(_ task: ConnectTask, now: Milliseconds) {
    entries.append(Entry(task: task, due: now + interval))
  }

  /// A task is to be stopped; a commit that runs goes on.
  package mutating func remove(_ task: ConnectTask) { entries.removeAll { $0.task == task } }

  /// When `next` has something; nil while a commit runs or without tasks.
  package var nextDue: Milliseconds? {
    busyWith == nil ? entries.map(\.due).min() : nil
  }

  /// The task whose `commitTick` is due, the longest due first; nil if there is none.
  package mutating func next(now: Milliseconds) -> ConnectTask? {
    guard busyWith == nil, let first = entries.min(by: { $0.due < $1.due }), first.due <= now
    else { return nil }
    busyWith = first.task
    return first.task
  }

  /// The task's commit ended.
  package mutating func ended(now: Milliseconds) {
    if let index = entries.firstIndex(where: { $0.task == busyWith }) {
      entries[index].due = now + interval
    }
    busyWith = nil
  }
}
