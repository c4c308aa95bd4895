import KafkaModel
import Testing

@Suite struct WorkerSourceTaskTests {
  private static let timeout = TaskException("common.errors.TimeoutException", .clientRetriable)

  /// A task that has sent records 0 to 3 of one partition.
  private func sending(
    _ tolerance: ErrorSettings.Tolerance,
    _ behaviour: ConnectBehaviour = ConnectBehaviour(KafkaVersion(3, 9, 1))
  ) -> WorkerSourceTask {
    var task = WorkerSourceTask(
      settings: SourceTaskSettings(errors: ErrorSettings(tolerance: tolerance)),
      behaviour: behaviour)
    _ = effects(of: &task) { $0.start(now: .zero, into: &$1) }
    _ = effects(of: &task) { $0.started(now: .zero, into: &$1) }
    let run = SourceRun(partition: SourcePartition(0), firstOffset: Offset(100), count: 4)
    let asked = effects(of: &task) { $0.polled([run], now: .zero, into: &$1) }
    #expect(asked == [.send(first: 0, place: 0, count: 4)])
    let polls = effects(of: &task) { $0.sendReturned(3, .queued, now: .zero, into: &$1) }
    #expect(polls == [.poll])
    return task
  }

  private func effects(
    of task: inout WorkerSourceTask,
    _ input: (inout WorkerSourceTask, inout [SourceTaskEffect]) -> Void
  ) -> [SourceTaskEffect] {
    var effects: [SourceTaskEffect] = []
    input(&task, &effects)
    return effects
  }

  @Test func `Only the acknowledged prefix is committed, as the thread last saw it`() {
    var task = sending(.none)
    _ = effects(of: &task) {
      $0.delivered([0, 1, 3], error: nil, now: Milliseconds(10), into: &$1)
    }
    // The thread is inside poll and has seen nothing yet.
    let early = effects(of: &task) { $0.commitTick(now: Milliseconds(20), into: &$1) }
    #expect(early == [.note(.commitBegan), .commitTask, .commitEnded])
    _ = effects(of: &task) { $0.polled([], now: Milliseconds(1000), into: &$1) }
    let late = effects(of: &task) { $0.commitTick(now: Milliseconds(1010), into: &$1) }
    let offset = SourceOffset(partition: SourcePartition(0), offset: Offset(101))
    #expect(late == [.note(.commitBegan), .storeOffsets(write: 0, [offset])])
    #expect(task.deadline == Milliseconds(6010))
    let stored = effects(of: &task) {
      $0.offsetsStored(write: 0, isStored: true, now: Milliseconds(1020), into: &$1)
    }
    #expect(stored == [.commitTask, .commitEnded])
  }

  @Test func `Without KAFKA-1650 what is sent is committed, acknowledged or not`() {
    var behaviour = ConnectBehaviour(KafkaVersion(3, 9, 1))
    behaviour.storesAcknowledgedOnly = false
    var task = sending(.none, behaviour)
    let commit = effects(of: &task) { $0.commitTick(now: Milliseconds(20), into: &$1) }
    let offset = SourceOffset(partition: SourcePartition(0), offset: Offset(103))
    #expect(commit == [.note(.commitBegan), .storeOffsets(write: 0, [offset])])
  }

  @Test func `A failed record kills a task that tolerates none, and is never passed`() {
    var task = sending(.none)
    _ = effects(of: &task) {
      $0.delivered([0], error: nil, now: Milliseconds(10), into: &$1)
      $0.delivered([1], error: Self.timeout, now: Milliseconds(10), into: &$1)
      $0.delivered([2, 3], error: nil, now: Milliseconds(10), into: &$1)
    }
    let end = effects(of: &task) { $0.polled([], now: Milliseconds(1000), into: &$1) }
    #expect(end == [.note(.awaitsDeliveries)])
    // The record will never be acknowledged: the whole flush time-out is lost.
    #expect(task.deadline == Milliseconds(6000))
    let commit = effects(of: &task) { $0.timer(now: Milliseconds(6000), into: &$1) }
    let offset = SourceOffset(partition: SourcePartition(0), offset: Offset(100))
    #expect(
      commit == [.note(.deliveriesAwaited(all: false)), .storeOffsets(write: 0, [offset])])
    _ = effects(of: &task) {
      $0.offsetsStored(write: 0, isStored: true, now: Milliseconds(6005), into: &$1)
      $0.taskStopped(now: Milliseconds(6005), into: &$1)
    }
    let dead = effects(of: &task) { $0.producerClosed(now: Milliseconds(6005), into: &$1) }
    #expect(dead == [.status(.failed(.producerCallback(Self.timeout))), .ended])
  }

  @Test func `A tolerant task passes what its forced close threw away`() {
    var task = sending(.all)
    _ = effects(of: &task) {
      $0.delivered([0, 2, 3], error: nil, now: Milliseconds(10), into: &$1)
      $0.stop(now: Milliseconds(500), into: &$1)
      $0.polled([], now: Milliseconds(1000), into: &$1)
    }
    let cancel = effects(of: &task) { $0.cancel(now: Milliseconds(5500), into: &$1) }
    #expect(cancel == [.closeProducer(timeout: .zero)])
    let closed = TaskException("common.KafkaException", .client)
    let after = effects(of: &task) {
      $0.delivered([1], error: closed, now: Milliseconds(5500), into: &$1)
    }
    let offset = SourceOffset(partition: SourcePartition(0), offset: Offset(103))
    #expect(
      after == [
        .commitRecords([1], isAcknowledged: false), .note(.deliveriesAwaited(all: true)),
        .storeOffsets(write: 0, [offset]),
      ])
  }

  @Test func `A blocked send ends with what the producer says of it, and the rest follows`() {
    var task = WorkerSourceTask(settings: SourceTaskSettings(), behaviour: ConnectBehaviour())
    let run = SourceRun(partition: SourcePartition(0), firstOffset: Offset(0), count: 3)
    _ = effects(of: &task) {
      $0.start(now: .zero, into: &$1)
      $0.started(now: .zero, into: &$1)
      $0.polled([run], now: .zero, into: &$1)
      $0.sendReturned(1, .blocked, now: .zero, into: &$1)
    }
    #expect(task.submitted.unacknowledged == 2)
    let rest = effects(of: &task) { $0.sendReturned(1, .queued, now: Milliseconds(70), into: &$1) }
    #expect(rest == [.send(first: 2, place: 2, count: 1)])
  }
}
