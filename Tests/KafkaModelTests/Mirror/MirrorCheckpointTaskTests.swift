import Testing

@testable import KafkaModel

@Suite struct MirrorCheckpointTaskTests {
  private let readers = MirrorTaskLab.readers
  private let second = Int64(1_000)

  private func lab(
    _ version: KafkaVersion = KafkaVersion(3, 9, 1),
    _ change: (inout MirrorSettings) -> Void = { _ in }
  ) -> MirrorTaskLab {
    var lab = MirrorTaskLab(version, change)
    lab.syncs = [MirrorTaskLab.sync(100, 200)]
    lab.atSource[readers] = [MirrorTaskLab.offset(100, of: "orders")]
    return lab
  }

  @Test func `Checkpoints end an interval, and are not emitted again while nothing moves`() {
    var lab = lab()
    lab.start()
    lab.run(until: 119 * second)
    #expect(lab.made == [[60 * second, 200]])
    lab.atSource[readers] = [MirrorTaskLab.offset(140, of: "orders")]
    lab.run(until: 300 * second)
    #expect(lab.made == [[60 * second, 200], [120 * second, 201]])
    #expect(lab.polled.map(\.at) == [60, 120, 180, 240, 300].map { $0 * second })
  }

  @Test func `The task sleeps in whole steps of consumer_poll_timeout_ms`() {
    var lab = lab { $0.consumerPollTimeout = Milliseconds(7_000) }
    lab.start()
    lab.run(until: 100 * second)
    #expect(lab.made == [[63 * second, 200]])
  }

  @Test func `A checkpoint goes to partition 0, with a source partition of its own and offset 0`() {
    var lab = lab()
    lab.start()
    lab.run(until: 60 * second)
    let partition = MirrorTaskLab.partition("A.orders")
    let source = OwnSourcePartition.checkpoint(group: "readers", partition)
    #expect(
      lab.polled.first?.records == [
        OwnRecord(
          topic: "A.checkpoints.internal", partition: PartitionIndex(0),
          record: MirrorTaskLab.checkpoint(100, 200), source: source,
          sourcePartition: SourcePartition(0))
      ])
    let offset = ConnectRecord.ownSourceOffset(connector: "c", source, .zero)
    #expect(offset.key == #"["c",{"partition":0,"topic":"A.orders","group":"readers"}]"#)
    #expect(offset.shape.valueBytes == 12)
  }

  @Test func `Syncs that come later are followed`() {
    var lab = lab()
    lab.start()
    lab.run(until: 30 * second)
    lab.deliver(MirrorTaskLab.sync(150, 260))
    lab.atSource[readers] = [MirrorTaskLab.offset(150, of: "orders")]
    lab.run(until: 60 * second)
    #expect(lab.made == [[60 * second, 260]])
  }

  // MARK: - The start

  @Test func `Checkpoints that are read back let the history of syncs be used (KAFKA-15905)`() {
    for (version, made) in [
      (KafkaVersion(3, 9, 1), [60 * second, 201]), (KafkaVersion(3, 7, 0), []),
    ] {
      var lab = lab(version)
      lab.syncs.append(MirrorTaskLab.sync(200, 300))
      lab.checkpoints = [MirrorTaskLab.checkpoint(50, 150)]
      lab.atSource[readers] = [MirrorTaskLab.offset(150, of: "orders")]
      lab.start()
      lab.run(until: 70 * second)
      #expect(lab.made == (made.isEmpty ? [] : [made]))
    }
  }

  @Test func `A checkpoint that was read back is not emitted again, nor gone back on`() {
    var lab = lab()
    lab.checkpoints = [MirrorTaskLab.checkpoint(90, 250), MirrorTaskLab.checkpoint(100, 200)]
    lab.start()
    lab.run(until: 70 * second)
    #expect(lab.made.isEmpty)
    #expect(lab.polled.map(\.at) == [60 * second])
  }

  @Test func `Without a checkpoints topic, looked for during 30 s, only the newest syncs count`() {
    var lab = lab()
    lab.hasCheckpointsTopic = false
    lab.syncs.append(MirrorTaskLab.sync(200, 300))
    lab.atSource[readers] = [MirrorTaskLab.offset(150, of: "orders")]
    lab.start()
    lab.run(until: 90 * second)
    let looks = lab.asked.filter { $0.slot == lab.task.slots.checkpointsAdmin }.map(\.at)
    #expect(looks.prefix(6) == [0, 100, 300, 700, 1_500, 2_500])
    #expect(looks.last == 30_500)
    #expect(lab.made.isEmpty)
    lab.atSource[readers] = [MirrorTaskLab.offset(200, of: "orders")]
    lab.run(until: 130 * second)
    #expect(lab.made == [[120 * second, 300]])
  }

  @Test(arguments: [(KafkaVersion(3, 9, 1), Int64(0)), (KafkaVersion(3, 8, 1), Int64(60_000))])
  func `The start waits for what is read, but not for ever, and not at all since KAFKA-17242`(
    version: KafkaVersion, startedAt: Int64
  ) {
    var lab = lab(version)
    lab.silent = [lab.task.slots.checkpointsAdmin]
    lab.start()
    lab.run(until: 200 * second)
    #expect(lab.startedAt == startedAt)
    // Polls of a task that has not read its checkpoints return without asking.
    #expect(lab.polled.map(\.at).first == startedAt + 60 * second)
    #expect(lab.asked.isEmpty)
    lab.silent = []
    lab.run(until: 400 * second)
    #expect(lab.made.count == 1)
  }

  @Test func `2_8 reads the syncs in its polls, and adds the distance`() {
    var lab = lab(KafkaVersion(2, 8, 2))
    lab.start()
    #expect(lab.startedAt == 0)
    #expect(lab.task.thread == .readingSyncs(until: Milliseconds(60_000)))
    lab.deliver(MirrorTaskLab.sync(100, 200))
    lab.atSource[readers] = [MirrorTaskLab.offset(140, of: "orders")]
    lab.now = 60 * second
    lab.deliver(MirrorTaskLab.sync(120, 230))
    #expect(lab.made == [[60 * second, 250]])
  }

  // MARK: - Offsets of groups at the target

  @Test func `Group offsets are left alone unless sync_group_offsets_enabled is set`() {
    var lab = lab()
    lab.start()
    lab.run(until: 200 * second)
    #expect(lab.asked.allSatisfy { $0.slot != lab.task.slots.targetAdmin })
  }

  private func syncing() -> MirrorTaskLab {
    lab { $0.syncGroupOffsetsInterval = Milliseconds(60_000) }
  }

  @Test func `A new offset waits for the ticks of two intervals, and only what moves on is set`() {
    var lab = syncing()
    // The jobs' ticks lie 30 s after those of the polls: the syncs were read so late.
    lab.silent = [lab.task.slots.syncsAdmin]
    lab.start()
    lab.run(until: 30 * second)
    lab.silent = []
    lab.run(until: 200 * second)
    #expect(lab.made == [[60 * second, 200]])
    #expect(lab.alterations == [[90 * second, 200]])
    lab.atSource[readers] = [MirrorTaskLab.offset(140, of: "orders")]
    lab.run(until: 310 * second)
    #expect(lab.alterations == [[90 * second, 200], [270 * second, 201]])
  }

  @Test func `A group with members at the target is tried with every offset, and refuses`() {
    var lab = syncing()
    lab.states[readers] = .stable
    lab.atTarget[readers] = [MirrorTaskLab.offset(500, of: "A.orders")]
    lab.start()
    lab.run(until: 190 * second)
    #expect(lab.alterations == [60, 120, 180].map { [$0 * second, 200] })
    #expect(lab.atTarget[readers] == [MirrorTaskLab.offset(500, of: "A.orders")])
  }

  @Test func `An idle group is never set back`() {
    var lab = syncing()
    lab.states[readers] = .empty
    lab.atTarget[readers] = [MirrorTaskLab.offset(500, of: "A.orders")]
    lab.start()
    lab.run(until: 190 * second)
    #expect(lab.alterations.isEmpty)
  }

  @Test func `A group that closes between the look and the writing is set back`() {
    var lab = syncing()
    lab.states[readers] = .stable
    lab.atTarget[readers] = [MirrorTaskLab.offset(500, of: "A.orders")]
    lab.losesMembers = readers
    lab.start()
    lab.run(until: 130 * second)
    #expect(lab.atTarget[readers] == [MirrorTaskLab.offset(200, of: "A.orders")])
  }

  // MARK: - The end

  @Test func `A poll that sleeps ends with its step`() {
    var lab = lab()
    lab.start()
    lab.run(until: 10_300)
    lab.stop()
    #expect(lab.stoppedAt == nil)
    lab.run(until: 20 * second)
    #expect(lab.stoppedAt == 11 * second)
    #expect(lab.polled == [MirrorTaskLab.Polled(at: 11 * second, records: [])])
  }

  @Test func `A poll that lists offsets returns what it has when the call is answered`() {
    var lab = MirrorTaskLab(groups: [MirrorTaskLab.readers, MirrorTaskLab.others])
    lab.syncs = [MirrorTaskLab.sync(100, 200)]
    lab.start()
    lab.silent = [lab.task.slots.sourceAdmin]
    lab.run(until: 60 * second)
    lab.stop()
    #expect(lab.stoppedAt == nil)
    lab.silent = []
    lab.run(until: 61 * second)
    #expect(lab.stoppedAt == 60 * second)
    #expect(lab.asked.count { $0.slot == lab.task.slots.sourceAdmin } == 1)
  }

  @Test func `A task that has not been polled stops when its admin client has been answered`() {
    var lab = syncing()
    lab.silent = [lab.task.slots.targetAdmin]
    lab.start()
    lab.run(until: 10_000)
    lab.stop()
    lab.run(until: 30_000)
    #expect(lab.stoppedAt == nil)
    lab.silent = []
    lab.run(until: 40_000)
    #expect(lab.stoppedAt == 30_000)
  }
}
