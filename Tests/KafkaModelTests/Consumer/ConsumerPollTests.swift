import KafkaModel
import Testing

@Suite struct ConsumerPollTests {
  @Test func `A consumer without a group reads from the beginning in whole batches`() {
    var lab = ConsumerLab()
    lab.append([3, 2])
    lab.assignAll()
    let records = lab.records()
    #expect(records.map(\.firstOffset) == [Offset(0), Offset(3)])
    #expect(records.map(\.count) == [3, 2])
    #expect(lab.consumer.position(of: ConsumerLab.partition(0)) == Offset(5))
  }

  @Test func `poll() returns empty when its time is over`() {
    var lab = ConsumerLab()
    lab.assignAll()
    #expect(lab.poll(700) == .records([]))
    #expect(lab.now == 700)
  }

  @Test func `Records wake a waiting poll at once`() {
    var lab = ConsumerLab()
    lab.assignAll()
    _ = lab.poll(200)
    lab.append([1])
    let start = lab.now
    #expect(lab.offsets(5_000) == [0])
    #expect(lab.now - start <= 3)
  }

  @Test func `max.poll.records cuts a batch, and the next poll goes on inside it`() {
    var lab = ConsumerLab { $0.maxPollRecords = 4 }
    lab.append([6, 3])
    lab.assignAll()
    #expect(lab.offsets() == [0, 1, 2, 3])
    let next = lab.records()
    #expect(next.map(\.firstOffset) == [Offset(4), Offset(6)])
    #expect(next.map(\.skippedInBatch) == [4, 0])
    #expect(next.map(\.count) == [2, 2])
    #expect(lab.offsets() == [8])
  }

  @Test func `Records below a sought position are skipped inside their batch`() {
    var lab = ConsumerLab()
    lab.append([10])
    lab.assignAll()
    lab.call(
      .seek(
        ConsumerLab.partition(0), OffsetAndEpoch(offset: Offset(7), leaderEpoch: .none)))
    #expect(lab.offsets() == [7, 8, 9])
  }

  @Test func `The next fetch leaves before poll() returns`() {
    var lab = ConsumerLab()
    lab.append([1])
    lab.assignAll()
    _ = lab.records()
    #expect(lab.fetches.last?.partitions.first?.fetchOffset == Offset(1))
  }

  @Test func `A partition with records in the buffer is not fetched again`() {
    var lab = ConsumerLab { $0.maxPollRecords = 2 }
    lab.append([4])
    lab.assignAll()
    _ = lab.records()
    let count = lab.fetches.count
    _ = lab.records()
    #expect(lab.fetches.count == count)
    // The end shows only when more is asked for than there is.
    #expect(lab.records(0) == [])
    #expect(lab.fetches.count == count + 1)
  }

  @Test func `Each node has at most one fetch in flight, with all its partitions`() {
    var lab = ConsumerLab(partitions: 3, nodes: [1, 2])
    lab.partitions[2].leader = NodeID(2)
    lab.assignAll()
    _ = lab.poll(400)
    let first = lab.fetches.prefix(2)
    #expect(first.map(\.node) == [NodeID(1), NodeID(2)])
    #expect(first.map(\.partitions.count) == [2, 1])
    #expect(lab.fetches.count == 2)
  }

  @Test func `A paused partition keeps its records until it is resumed`() {
    var lab = ConsumerLab { $0.maxPollRecords = 1 }
    lab.append([3])
    lab.assignAll()
    #expect(lab.offsets() == [0])
    lab.call(.pause([ConsumerLab.partition(0)]))
    #expect(lab.offsets(300) == [])
    lab.call(.resume([ConsumerLab.partition(0)]))
    #expect(lab.offsets(0) == [1])
  }

  @Test func `Records of a partition that was sought elsewhere are dropped`() {
    var lab = ConsumerLab { $0.maxPollRecords = 1 }
    lab.append([5])
    lab.assignAll()
    #expect(lab.offsets() == [0])
    lab.call(
      .seek(
        ConsumerLab.partition(0), OffsetAndEpoch(offset: Offset(3), leaderEpoch: .none)))
    #expect(lab.offsets() == [3])
  }

  @Test func `A topic that appears later is read from then on`() {
    var lab = ConsumerLab()
    lab.hidesTopic = true
    lab.append([2])
    lab.assignAll()
    #expect(lab.offsets(500) == [])
    lab.hidesTopic = false
    #expect(lab.offsets(5_000) == [0, 1])
  }

  @Test func `A lost fetch pauses its partitions for request.timeout.ms and no longer`() {
    var lab = ConsumerLab { $0.client.requestTimeout = Milliseconds(5_000) }
    lab.append([1])
    lab.assignAll()
    #expect(lab.offsets() == [0])
    lab.run(for: 10)
    lab.silent = [NodeID(1)]
    #expect(lab.offsets(0) == [])
    lab.run(for: 600)
    #expect(lab.offsets(0) == [])
    lab.append([1])
    let start = lab.now
    #expect(lab.offsets(1_000) == [])
    lab.silent = []
    var read: [Int64] = []
    while read.isEmpty, lab.now < start + 20_000 { read = lab.offsets(100) }
    #expect(read == [1])
    #expect(lab.now - start >= 4_900 && lab.now - start < 6_500)
  }

  @Test func `A connection that breaks is made again and nothing is lost or doubled`() {
    var lab = ConsumerLab()
    lab.append([2])
    lab.assignAll()
    #expect(lab.offsets() == [0, 1])
    lab.breakConnections(to: NodeID(1))
    lab.append([2])
    #expect(lab.offsets() == [2, 3])
  }

  @Test func `close() ends all connections and returns`() {
    var lab = ConsumerLab()
    lab.assignAll()
    _ = lab.poll(100)
    #expect(lab.call(.close(timeout: Milliseconds(30_000))) == .done)
  }

  @Test func `A commit without a group is refused`() {
    var lab = ConsumerLab()
    lab.assignAll()
    #expect(lab.call(.commitSync) == .failed(.error(.invalidGroupID)))
  }
}
