import KafkaModel
import Testing

@Suite struct OffsetSyncStoreTests {
  private let partition = NamedPartition(topic: "orders", partition: PartitionIndex(0))

  private func store(
    _ version: KafkaVersion, mustReadToEnd: Bool = true, before: [(Int64, Int64)] = [],
    after: [(Int64, Int64)] = []
  ) -> OffsetSyncStore {
    var store = OffsetSyncStore(mustReadToEnd: mustReadToEnd, MirrorBehaviour(version))
    for sync in before { store.add(OffsetSync(sync), of: partition) }
    store.readToEnd()
    for sync in after { store.add(OffsetSync(sync), of: partition) }
    return store
  }

  private func translate(_ offset: Int64, by store: OffsetSyncStore) -> TranslatedOffset {
    var store = store
    return store.translate(Offset(offset), of: partition)
  }

  @Test(arguments: [
    (KafkaVersion(2, 8, 2), TranslatedOffset.known(Offset(1000))),
    (KafkaVersion(3, 3, 2), .unknown), (KafkaVersion(3, 9, 1), .unknown),
  ])
  func
    `A partition that was emptied before the mirror came had its source offset copied (KAFKA-12635)`(
      version: KafkaVersion, answer: TranslatedOffset
    )
  {
    // 1000 records were read and committed, then deleted: there is no sync, and the target's partition is empty.
    #expect(translate(1000, by: store(version)) == answer)
  }

  @Test(arguments: [
    (KafkaVersion(3, 4, 0), TranslatedOffset.known(Offset(110))),
    (KafkaVersion(3, 5, 1), .known(Offset(11))),
  ])
  func `A gap at the source led beyond the end of the target (KAFKA-12468)`(
    version: KafkaVersion, answer: TranslatedOffset
  ) {
    #expect(
      translate(1100, by: store(version, after: [(1000, 10)])) == answer)
  }

  @Test(arguments: [
    (KafkaVersion(3, 4, 0), TranslatedOffset.tooOld),
    (KafkaVersion(3, 5, 1), .known(Offset(201))),
  ])
  func `Groups behind the newest sync got no checkpoint (KAFKA-14666)`(
    version: KafkaVersion, answer: TranslatedOffset
  ) {
    #expect(
      translate(150, by: store(version, after: [(100, 200), (300, 400)]))
        == answer)
  }

  @Test(arguments: [
    (KafkaVersion(3, 5, 1), TranslatedOffset.tooOld),
    (KafkaVersion(3, 9, 1), .known(Offset(201))),
  ])
  func `A restart forgot the history even if the checkpoints could be read back (KAFKA-15905)`(
    version: KafkaVersion, answer: TranslatedOffset
  ) {
    let store = store(version, mustReadToEnd: false, before: [(100, 200), (300, 400)])
    #expect(translate(150, by: store) == answer)
  }

  @Test func `A task that could not read its checkpoints keeps the newest sync of the first read`()
  {
    let store = store(KafkaVersion(3, 9, 1), before: [(100, 200), (300, 400)])
    #expect(translate(150, by: store) == .tooOld)
    #expect(store.syncs(of: partition).map(\.sync.upstream) == [Offset(300)])
  }

  @Test func `Nothing is translated before the syncs are read to their end`() {
    var store = OffsetSyncStore(MirrorBehaviour(KafkaVersion(3, 9, 1)))
    store.add(OffsetSync((100, 200)), of: partition)
    #expect(translate(100, by: store) == .unknown)
    store.readToEnd()
    #expect(translate(100, by: store) == .known(Offset(200)))
  }

  @Test func `A partition has its own history, by the topic's name`() {
    var store = store(KafkaVersion(3, 9, 1), after: [(100, 200)])
    let other = NamedPartition(topic: "orders", partition: PartitionIndex(1))
    #expect(store.translate(Offset(100), of: other) == .unknown)
    store.add(OffsetSync((0, 7)), of: other)
    #expect(store.translate(Offset(0), of: other) == .known(Offset(7)))
    #expect(translate(100, by: store) == .known(Offset(200)))
  }

  @Test func `Translation never leads beyond the copy of the record, and rises with the offset`() {
    // Syncs at uneven distances, each offset of the source d records ahead of the target's.
    var store = store(KafkaVersion(3, 9, 1))
    var (upstream, draw) = (Int64(0), UInt64(7))
    var mapped: [(upstream: Int64, downstream: Int64)] = []
    for downstream in Int64(0)..<5_000 {
      draw = draw &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      upstream += 1 + Int64(draw >> 60) / 4
      mapped.append((upstream, downstream))
      if draw >> 33 & 0xF == 0 { store.add(OffsetSync((upstream, downstream)), of: partition) }
    }
    var last = Offset(-1)
    for record in mapped {
      guard case .known(let answer) = store.translate(Offset(record.upstream), of: partition)
      else { continue }
      #expect(answer.raw <= record.downstream)
      #expect(answer >= last)
      last = answer
    }
    #expect(last > Offset(4_000))
  }
}

extension OffsetSync {
  fileprivate init(_ offsets: (Int64, Int64)) {
    self.init(upstream: Offset(offsets.0), downstream: Offset(offsets.1))
  }
}
