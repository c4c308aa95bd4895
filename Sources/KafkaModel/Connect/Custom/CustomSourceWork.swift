/// A task of an author's source connector on its worker: when its code is called, and which record is which.
///
/// The author's code takes no time but for the waits that it asks for. A poll that brings nothing takes a millisecond at
/// least: Connect's loop would call it again at once, without end.
struct CustomSourceWork: Sendable {
  private var code: any CustomSourceTask
  private let configuration: SettingMap
  private var phase = Phase.notStarted
  /// By number in the task.
  private var sources: [String] = []
  /// By the task's number: what was sent and not committed.
  private var sent: [Int32: CustomRecord] = [:]

  private enum Phase: Hashable, Sendable {
    case notStarted
    case idle
    /// poll() returns nothing then, or throws.
    case polling(until: Milliseconds, TaskException?)
    case stopped
  }

  init(_ code: any CustomSourceTask, _ configuration: SettingMap) {
    self.code = code
    self.configuration = configuration
  }

  mutating func start(
    stored: [CustomSourceOffset], now: Milliseconds, notices: inout [OwnRecordNotice]
  ) {
    phase = .idle
    do throws(TaskException) {
      try code.start(configuration, stored: stored, now: now)
      notices.append(.started)
    } catch {
      notices.append(.startFailed(error))
    }
  }

  mutating func poll(now: Milliseconds, notices: inout [OwnRecordNotice]) {
    let moment = now + Milliseconds(1)
    do throws(TaskException) {
      switch try code.poll(now: now) {
      case .records(let records) where !records.isEmpty:
        notices.append(.polled(records.map { own($0) }))
      case .records: phase = .polling(until: moment, nil)
      case .wait(let time): phase = .polling(until: max(moment, now + time), nil)
      }
    } catch {
      if error.isRetriable {
        phase = .polling(until: moment, error)
      } else {
        notices.append(.pollFailed(error))
      }
    }
  }

  /// Called at `deadline`.
  mutating func wake(now: Milliseconds, notices: inout [OwnRecordNotice]) {
    guard case .polling(let until, let error) = phase, now >= until else { return }
    phase = .idle
    notices.append(error.map { .pollFailed($0) } ?? .polled([]))
  }

  /// After the loop; a task that failed to start is stopped as well.
  mutating func stop(notices: inout [OwnRecordNotice]) {
    guard phase != .stopped else { return }
    phase = .stopped
    code.stop()
    notices.append(.stopped)
  }

  @inline(__always)
  var deadline: Milliseconds {
    if case .polling(let until, _) = phase { until } else { .max }
  }

  // MARK: Records

  private mutating func own(_ record: CustomRecord) -> OwnRecord {
    let known = sources.firstIndex(of: record.source.partition)
    if known == nil { sources.append(record.source.partition) }
    return OwnRecord(
      topic: record.topic, partition: record.partition, record: .custom(record),
      source: .custom(record.source.partition),
      sourcePartition: SourcePartition(Int32(known ?? sources.count - 1)),
      sourceOffset: record.source.offset)
  }

  mutating func sent(_ record: ConnectRecord, as number: Int32) {
    guard case .custom(let record) = record else { return }
    sent[number] = record
  }

  /// The records of one batch, which stand one after the other.
  mutating func committed(
    _ numbers: ArraySlice<Int32>, in partition: PartitionIndex, from base: Offset
  ) {
    for (index, number) in numbers.enumerated() {
      guard let record = sent.removeValue(forKey: number) else { continue }
      let offset = base == .none ? Offset.none : base + Int64(index)
      code.committed(record, at: CustomRecord.Position(partition: partition, offset: offset))
    }
  }

  /// errors.tolerance=all: the producer failed, and the records pass as if they had been written.
  mutating func tolerated(_ numbers: ArraySlice<Int32>) {
    for number in numbers {
      guard let record = sent.removeValue(forKey: number) else { continue }
      code.committed(record, at: nil)
    }
  }

  mutating func offsetsCommitted() { code.offsetsCommitted() }
}
