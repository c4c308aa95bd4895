import KafkaModel
import Testing

@Suite struct WorkerSinkTaskTests {
  private static let first = TopicPartition(TopicIndex(0), PartitionIndex(0))
  private static let second = TopicPartition(TopicIndex(0), PartitionIndex(1))
  private static let busy = TaskException("connect.errors.RetriableException", .connectRetriable)

  private func effects(
    of task: inout WorkerSinkTask,
    _ input: (inout WorkerSinkTask, inout [SinkTaskEffect]) -> Void
  ) -> [SinkTaskEffect] {
    var effects: [SinkTaskEffect] = []
    input(&task, &effects)
    return effects
  }

  private func offsets(_ first: Int64?, _ second: Int64? = nil) -> SinkOffsets {
    var offsets = SinkOffsets()
    offsets[Self.first] = first.map { Offset($0) }
    offsets[Self.second] = second.map { Offset($0) }
    return offsets
  }

  private func run(_ partition: TopicPartition, _ offset: Int64, _ count: Int32) -> SinkRun {
    SinkRun(partition: partition, firstOffset: Offset(offset), count: count)
  }

  /// A task that owns both partitions and waits in its first poll, with a commit every 1000 ms.
  private func polling() -> WorkerSinkTask {
    var task = WorkerSinkTask(
      settings: SinkTaskSettings(flushInterval: Milliseconds(1000)),
      behaviour: ConnectBehaviour(KafkaVersion(3, 9, 1)), now: .zero)
    _ = effects(of: &task) { $0.start(now: .zero, into: &$1) }
    let polls = effects(of: &task) { $0.started(now: .zero, into: &$1) }
    #expect(polls == [.status(.running), .poll(timeout: Milliseconds(1000))])
    let opens = effects(of: &task) { $0.assigned(offsets(5, 7), now: Milliseconds(10), into: &$1) }
    #expect(opens == [.open([Self.first, Self.second])])
    let back = effects(of: &task) { $0.opened(now: Milliseconds(10), into: &$1) }
    #expect(back == [.listenerReturned])
    return task
  }

  @Test func `A poll ends at the next commit, which takes what was put`() {
    var task = polling()
    let run = run(Self.first, 5, 3)
    let put = effects(of: &task) { $0.polled([run], now: Milliseconds(400), into: &$1) }
    #expect(put == [.put([run])])
    let polls = effects(of: &task) { $0.putReturned(now: Milliseconds(400), into: &$1) }
    #expect(polls == [.poll(timeout: Milliseconds(600))])
    _ = effects(of: &task) { $0.polled([], now: Milliseconds(1000), into: &$1) }
    let asks = effects(of: &task) { $0.putReturned(now: Milliseconds(1000), into: &$1) }
    #expect(asks == [.preCommit(offsets(8, 7))])
    let commits = effects(of: &task) {
      $0.preCommitted(offsets(8, 7), now: Milliseconds(1000), into: &$1)
    }
    #expect(
      commits == [
        .commitAsync(sequence: 1, offsets(8, 7)), .poll(timeout: Milliseconds(1000)),
      ])
  }

  @Test func `After a RetriableException the same records are put, all partitions paused`() {
    var task = polling()
    let run = run(Self.first, 5, 3)
    _ = effects(of: &task) { $0.polled([run], now: Milliseconds(400), into: &$1) }
    task.setTimeout(Milliseconds(200))
    let waits = effects(of: &task) {
      $0.putFailed(Self.busy, now: Milliseconds(400), into: &$1)
    }
    #expect(waits == [.pause([Self.first, Self.second]), .poll(timeout: Milliseconds(200))])
    let again = effects(of: &task) { $0.polled([], now: Milliseconds(600), into: &$1) }
    #expect(again == [.put([run])])
    let goesOn = effects(of: &task) { $0.putReturned(now: Milliseconds(600), into: &$1) }
    #expect(
      goesOn == [
        .resume([Self.first]), .resume([Self.second]), .poll(timeout: Milliseconds(400)),
      ])
  }

  @Test func `A put that throws anything else ends the task, whatever errors.tolerance says`() {
    var task = polling()
    _ = effects(of: &task) {
      $0.polled([run(Self.first, 5, 3)], now: Milliseconds(400), into: &$1)
    }
    let error = TaskException("common.errors.TimeoutException", .clientRetriable)
    let last = effects(of: &task) { $0.putFailed(error, now: Milliseconds(400), into: &$1) }
    // What was in that put is not committed.
    #expect(last == [.preCommit(offsets(5, 7))])
    let ends = effects(of: &task) {
      $0.preCommitted(offsets(5, 7), now: Milliseconds(400), into: &$1)
    }
    #expect(ends == [.close([Self.first, Self.second]), .stopTask])
    _ = effects(of: &task) { $0.taskStopped(now: Milliseconds(400), into: &$1) }
    let status = effects(of: &task) { $0.consumerClosed(now: Milliseconds(400), into: &$1) }
    #expect(status == [.status(.failed(.put(error))), .ended])
  }

  @Test func `Revoked partitions are committed and closed before they go`() {
    var task = polling()
    _ = effects(of: &task) {
      $0.polled([run(Self.second, 7, 2)], now: Milliseconds(400), into: &$1)
    }
    _ = effects(of: &task) { $0.putReturned(now: Milliseconds(400), into: &$1) }
    let asks = effects(of: &task) { $0.revoked([Self.second], now: Milliseconds(500), into: &$1) }
    #expect(asks == [.preCommit(offsets(nil, 9))])
    let commits = effects(of: &task) {
      $0.preCommitted(offsets(nil, 9), now: Milliseconds(500), into: &$1)
    }
    #expect(commits == [.close([Self.second]), .commitSync(offsets(nil, 9))])
    let back = effects(of: &task) { $0.syncCommitted(.stored, now: Milliseconds(505), into: &$1) }
    #expect(back == [.listenerReturned])
    #expect(task.assignment == [Self.first])
  }

  @Test func `A preCommit that throws reads all again from what was committed last`() {
    var task = polling()
    _ = effects(of: &task) {
      $0.polled([run(Self.first, 5, 3)], now: Milliseconds(400), into: &$1)
    }
    task.requestCommit()
    let asks = effects(of: &task) { $0.putReturned(now: Milliseconds(400), into: &$1) }
    #expect(asks == [.preCommit(offsets(8, 7))])
    let rewinds = effects(of: &task) {
      $0.preCommitFailed(Self.busy, now: Milliseconds(400), into: &$1)
    }
    #expect(
      rewinds == [
        .seek(Self.first, Offset(5)), .seek(Self.second, Offset(7)),
        .poll(timeout: Milliseconds(1000)),
      ])
    #expect(task.commitFailures == 1)
  }

  @Test func `A wakeup in a closing commit repeats it, and what the poll then returns is lost`() {
    var task = polling()
    _ = effects(of: &task) {
      $0.polled([run(Self.second, 7, 2)], now: Milliseconds(400), into: &$1)
    }
    _ = effects(of: &task) { $0.putReturned(now: Milliseconds(400), into: &$1) }
    _ = effects(of: &task) { $0.revoked([Self.second], now: Milliseconds(500), into: &$1) }
    _ = effects(of: &task) {
      $0.preCommitted(offsets(nil, 9), now: Milliseconds(500), into: &$1)
    }
    let again = effects(of: &task) { $0.syncCommitted(.wokenUp, now: Milliseconds(501), into: &$1) }
    #expect(again == [.commitSync(offsets(nil, 9))])
    _ = effects(of: &task) { $0.syncCommitted(.stored, now: Milliseconds(506), into: &$1) }
    let lost = effects(of: &task) {
      $0.polled([run(Self.first, 5, 4)], now: Milliseconds(600), into: &$1)
    }
    #expect(
      lost == [
        .dropped(records: 4), .resume([Self.first]), .status(.running),
        .poll(timeout: Milliseconds(400)),
      ])
  }
}
