/// What the last poll returned and how far the thread has come with it.
///
/// Source: `AbstractWorkerSourceTask.toSend`.
struct PolledBatch: Sendable {
  private var runs: [SourceRun] = []
  /// The run that the next record is in, and how many of its records are done.
  private var run = 0
  private var done: Int32 = 0
  /// How many records of the poll are done.
  private(set) var place: Int32 = 0

  init() {}

  mutating func fill(_ runs: [SourceRun]) {
    self.runs.removeAll(keepingCapacity: true)
    self.runs.append(contentsOf: runs)
    run = 0
    done = 0
    place = 0
    skipEmptyRuns()
  }

  var isDone: Bool { run == runs.count }

  /// What becomes of the next record before it is sent.
  var conversion: SourceRun.Conversion { runs[run].conversion }

  /// How many records from the next one on need nothing but to be sent.
  var fineCount: Int32 {
    var count = -done
    for index in run..<runs.count {
      guard runs[index].conversion == .fine else { break }
      count += runs[index].count
    }
    return count
  }

  /// The next record's partition and offset, and how many of its run are left.
  var front: (partition: SourcePartition, offset: Offset, left: Int32) {
    (runs[run].partition, runs[run].firstOffset + Int64(done), runs[run].count - done)
  }

  mutating func advance(_ count: Int32 = 1) {
    done += count
    place += count
    skipEmptyRuns()
  }

  private mutating func skipEmptyRuns() {
    while run < runs.count && done >= runs[run].count {
      run += 1
      done = 0
    }
  }
}
