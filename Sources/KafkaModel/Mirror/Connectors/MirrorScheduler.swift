/// The one thread on which a mirror's connector or task runs its jobs, one after the other.
///
/// At the start jobs are executed and waited for, each for at most `admin.timeout.ms`; a job that takes longer goes on
/// while the start does not wait for it any more. Repeating jobs are due at a fixed rate and queue up behind a slow one.
/// Source: `org.apache.kafka.connect.mirror.Scheduler`.
struct MirrorScheduler<Job: Hashable & Sendable>: Sendable {
  let timeout: Milliseconds
  /// Jobs of the start that were not submitted yet.
  private var start: [Job]
  /// The job that the start waits for, and until when.
  private var awaited: (job: Job, until: Milliseconds)?
  private var repeating: [Repeating] = []
  private var queue: [Job] = []
  private(set) var running: Job?
  private var isClosed = false

  private struct Repeating: Sendable {
    var job: Job
    var next: Milliseconds
    var interval: Milliseconds
  }

  init(start: [Job], timeout: Milliseconds) {
    self.start = start
    self.timeout = timeout
  }

  /// The start waits for nothing any more.
  var hasStarted: Bool { start.isEmpty && awaited == nil }

  /// A job that is due now and then at a fixed rate; none without an interval.
  mutating func schedule(_ job: Job, first: Milliseconds, every interval: Milliseconds?) {
    guard let interval else { return }
    repeating.append(Repeating(job: job, next: first, interval: interval))
  }

  mutating func close() {
    isClosed = true
    queue.removeAll()
    repeating.removeAll()
  }

  /// What the thread begins now, if it is free: the next job.
  mutating func next(now: Milliseconds) -> Job? {
    if let (_, until) = awaited, now >= until { awaited = nil }
    if awaited == nil, !start.isEmpty, !isClosed {
      let job = start.removeFirst()
      awaited = (job, now + timeout)
      queue.append(job)
    }
    for index in repeating.indices {
      while repeating[index].next <= now {
        queue.append(repeating[index].job)
        repeating[index].next = repeating[index].next + repeating[index].interval
      }
    }
    guard running == nil, !queue.isEmpty else { return nil }
    running = queue.removeFirst()
    return running
  }

  /// The running job is over, well or not.
  mutating func finished() {
    if let (job, _) = awaited, job == running { awaited = nil }
    running = nil
  }

  /// When the thread or whoever waits for it looks at the clock.
  @inline(__always)
  var deadline: Milliseconds {
    var deadline = awaited?.until ?? .max
    for job in repeating { deadline = min(deadline, job.next) }
    return deadline
  }
}
