import KafkaModel
import Testing

@Suite struct OffsetSyncWriterTests {
  private func writer(_ version: KafkaVersion, partitions: Int = 1) -> OffsetSyncWriter {
    OffsetSyncWriter(partitions: partitions, MirrorBehaviour(version))
  }

  /// Acknowledges one record that has the same offset at both clusters; what is sent.
  private func ack(
    _ writer: inout OffsetSyncWriter, _ partition: Int32, _ offset: Int64
  ) -> [OutgoingOffsetSync] {
    var sent: [OutgoingOffsetSync] = []
    writer.acked(
      MirroredPartition(partition), upstream: Offset(offset), downstream: Offset(offset),
      into: &sent)
    return sent
  }

  @Test(arguments: VersionedPart.mirror.versions)
  func `The record at offset 0 is synced, or the group would miss it (KAFKA-10048)`(
    version: KafkaVersion
  ) {
    var writer = writer(version)
    #expect(ack(&writer, 0, 0).map(\.sync.upstream) == [.zero])
    #expect(ack(&writer, 0, 1).isEmpty)
  }

  @Test(arguments: [(KafkaVersion(3, 5, 1), false), (KafkaVersion(3, 9, 1), true)])
  func `A quiet topic stayed imprecise up to offset lag max (KAFKA-15906)`(
    version: KafkaVersion, syncsAtCommit: Bool
  ) {
    var writer = writer(version)
    for offset in 0..<50 { _ = ack(&writer, 0, Int64(offset)) }
    var sent: [OutgoingOffsetSync] = []
    writer.commit(into: &sent)
    #expect(sent.map(\.sync.downstream) == (syncsAtCommit ? [Offset(49)] : []))
    sent.removeAll()
    writer.commit(into: &sent)
    #expect(sent.isEmpty)
  }

  @Test(arguments: [(KafkaVersion(3, 4, 0), [Int64(0)]), (KafkaVersion(3, 5, 1), [0, 101])])
  func `An aligned stream was synced once and never again (KAFKA-14797)`(
    version: KafkaVersion, syncs: [Int64]
  ) {
    var writer = writer(version)
    let sent = (0..<200).flatMap { ack(&writer, 0, $0) }
    #expect(sent.map(\.sync.upstream.raw) == syncs)
  }

  @Test(arguments: [(KafkaVersion(3, 4, 0), false), (KafkaVersion(3, 5, 1), true)])
  func `An eleventh sync was dropped while ten were in flight (KAFKA-12558)`(
    version: KafkaVersion, waits: Bool
  ) {
    var writer = writer(version, partitions: 12)
    for partition in 0..<12 { _ = ack(&writer, Int32(partition), 5) }
    #expect(writer.outstanding == 10)
    for _ in 0..<10 { writer.sendDone() }
    var sent: [OutgoingOffsetSync] = []
    writer.commit(into: &sent)
    #expect(sent.map(\.partition.raw) == (waits ? [10, 11] : []))
    #expect(writer.outstanding == (waits ? 2 : 0))
  }

  @Test func `A newer sync of a partition takes the place of the one that waits`() {
    var writer = writer(KafkaVersion(3, 9, 1), partitions: 12)
    for partition in 0..<12 { _ = ack(&writer, Int32(partition), 5) }
    #expect(ack(&writer, 10, 50).isEmpty)
    for _ in 0..<10 { writer.sendDone() }
    let sent = ack(&writer, 0, 6)
    #expect(sent.map(\.partition.raw) == [10, 11])
    #expect(sent.map(\.sync.upstream.raw) == [50, 5])
  }

  @Test(arguments: VersionedPart.mirror.versions, [Int64(0), 1, 7, 100])
  func `A run of records gives the same syncs as its records one by one`(
    version: KafkaVersion, maxLag: Int64
  ) {
    var runs = OffsetSyncWriter(partitions: 3, maxLag: maxLag, MirrorBehaviour(version))
    var singles = runs
    var draw: UInt64 = 11
    func next(_ limit: Int64) -> Int64 {
      draw = draw &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64(draw >> 33) % limit
    }
    var ends = [OffsetSync](repeating: OffsetSync(upstream: .zero, downstream: .zero), count: 3)
    for step in 0..<400 {
      let place = Int(next(3))
      let count = 1 + next(40)
      var start = ends[place]
      if next(5) == 0 { start.upstream = start.upstream + next(9) }
      if next(9) == 0 { start.downstream = start.downstream + next(300) }
      if next(30) == 0 { start.downstream = .zero }
      var (together, apart): ([OutgoingOffsetSync], [OutgoingOffsetSync]) = ([], [])
      runs.acked(
        MirroredPartition(Int32(place)), upstream: start.upstream, downstream: start.downstream,
        count: count, into: &together)
      for offset in 0..<count {
        singles.acked(
          MirroredPartition(Int32(place)), upstream: start.upstream + offset,
          downstream: start.downstream + offset, into: &apart)
      }
      if next(6) == 0 {
        runs.commit(into: &together)
        singles.commit(into: &apart)
      }
      #expect(together == apart, "step \(step)")
      for _ in 0..<min(Int64(runs.outstanding), next(8)) {
        runs.sendDone()
        singles.sendDone()
      }
      ends[place] = OffsetSync(
        upstream: start.upstream + count, downstream: start.downstream + count)
    }
  }
}
