import KafkaModel
import Testing

@Suite struct GroupTranslationTests {
  private let group = GroupID(index: 0, name: "readers")

  private func task(_ version: KafkaVersion = KafkaVersion(3, 9, 1)) -> GroupTranslation {
    let behaviour = MirrorBehaviour(version)
    var syncs = OffsetSyncStore(behaviour)
    syncs.readToEnd()
    let settings = MirrorSettings(sourceAlias: "A", targetAlias: "B")
    return GroupTranslation(
      settings.topicSelection(behaviour), syncs: syncs, behaviour)
  }

  private func partition(_ topic: String) -> NamedPartition {
    NamedPartition(topic: topic, partition: PartitionIndex(0))
  }

  private func sync(_ upstream: Int64, _ downstream: Int64) -> OffsetSync {
    OffsetSync(upstream: Offset(upstream), downstream: Offset(downstream))
  }

  private func checkpoints(
    _ task: inout GroupTranslation, at offset: Int64, of topic: String = "orders"
  ) -> [Int64] {
    task.checkpoints(for: group, committed: [MirroredOffset(partition(topic), Offset(offset))])
      .map(\.downstream.raw)
  }

  @Test func `A checkpoint goes on at the target, or back if the group did`() {
    var task = task()
    task.syncs.add(sync(100, 200), of: partition("orders"))
    task.syncs.add(sync(200, 300), of: partition("orders"))
    #expect(checkpoints(&task, at: 50).isEmpty)
    #expect(checkpoints(&task, at: 200) == [300])
    #expect(checkpoints(&task, at: 200).isEmpty)
    #expect(checkpoints(&task, at: 250) == [301])
    #expect(checkpoints(&task, at: 150) == [201])
  }

  @Test func `Before 3_5 every poll emits all checkpoints and knows no others`() {
    var task = task(KafkaVersion(3, 4, 0))
    task.syncs.add(sync(100, 200), of: partition("orders"))
    #expect(checkpoints(&task, at: 150) == [250])
    #expect(checkpoints(&task, at: 150) == [250])
    #expect(task.groupOffsetsToSet().map(\.offsets.count) == [1])
    #expect(checkpoints(&task, at: 50).isEmpty)
    #expect(task.groupOffsetsToSet().map(\.offsets.count) == [0])
  }

  @Test func `A group is not behind an emptied partition's end in 2_8 but beyond it (KAFKA-12635)`()
  {
    var old = task(KafkaVersion(2, 8, 2))
    #expect(checkpoints(&old, at: 1000) == [1000])
    var new = task(KafkaVersion(3, 3, 2))
    #expect(checkpoints(&new, at: 1000).isEmpty)
  }

  @Test(arguments: [("orders", "A.orders"), ("B.orders", "orders"), ("C.orders", "A.C.orders")])
  func `A topic that came from the target has its original's name there`(
    topic: String, name: String
  ) {
    var task = task()
    task.syncs.add(sync(0, 0), of: partition(topic))
    let made = task.checkpoints(
      for: group, committed: [MirroredOffset(partition(topic), .zero)])
    #expect(made.map(\.partition.topic) == [name])
  }

  @Test func `An excluded topic gets no checkpoint`() {
    var task = task()
    task.syncs.add(sync(0, 0), of: partition("orders.replica"))
    #expect(checkpoints(&task, at: 0, of: "orders.replica").isEmpty)
  }

  @Test func `Offsets of an idle group only go on; of a group not found idle all are asked for`() {
    var task = task()
    task.syncs.add(sync(100, 200), of: partition("orders"))
    _ = checkpoints(&task, at: 100)
    let target = partition("A.orders")
    #expect(
      task.groupOffsetsToSet()
        == [GroupOffsets(group: group, offsets: [MirroredOffset(target, Offset(200))])])
    task.foundIdle(group, offsets: [MirroredOffset(target, Offset(200))])
    #expect(task.groupOffsetsToSet().isEmpty)
    task.foundIdle(group, offsets: [MirroredOffset(target, Offset(199))])
    #expect(task.groupOffsetsToSet().map(\.offsets) == [[MirroredOffset(target, Offset(200))]])
    // The group lost its members after the look: it is set back, to before what it has read.
    #expect(task.groupOffsetsToSet().map(\.offsets) == [[MirroredOffset(target, Offset(200))]])
  }

  @Test func `Checkpoints that were read back keep the group from going back after a restart`() {
    var task = task()
    task.checkpoints.set(
      Checkpoint(
        group: group, partition: partition("A.orders"), upstream: Offset(150),
        downstream: Offset(250)))
    task.syncs.add(sync(100, 200), of: partition("orders"))
    #expect(checkpoints(&task, at: 160).isEmpty)
    #expect(checkpoints(&task, at: 140) == [201])
  }
}
