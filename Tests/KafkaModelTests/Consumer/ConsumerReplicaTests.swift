import KafkaModel
import Testing

/// KIP-392: reading from a follower that the leader names.
@Suite struct ConsumerReplicaTests {
  private static func lab() -> ConsumerLab {
    var lab = ConsumerLab(nodes: [1, 2]) {
      $0.rack = "east"
      $0.client.metadataMaxAge = Milliseconds(20_000)
    }
    lab.append([1])
    lab.partitions[0].preferredReplica = NodeID(2)
    lab.assignAll()
    return lab
  }

  @Test func `The consumer reads from the follower that the leader names`() {
    var lab = Self.lab()
    #expect(lab.offsets() == [0])
    #expect(lab.fetches.first?.node == NodeID(1))
    #expect(lab.fetches.last?.node == NodeID(2))
    #expect(lab.consumer.preferredReplica(of: ConsumerLab.partition(0)) == NodeID(2))
  }

  @Test func `After metadata.max.age.ms the leader is asked again`() {
    var lab = Self.lab()
    #expect(lab.offsets() == [0])
    let began = lab.now
    while lab.fetches.filter({ $0.node == NodeID(1) }).count < 2 { _ = lab.poll(100) }
    #expect(lab.now - began >= 20_000 && lab.now - began < 21_000)
  }

  @Test func `Out of range at the follower goes back to the leader and resets nothing`() {
    var lab = Self.lab()
    #expect(lab.offsets() == [0])
    let moves = lab.journal.count
    lab.partitions[0].fetchErrors = [.offsetOutOfRange]
    lab.partitions[0].preferredReplica = nil
    lab.append([1])
    #expect(lab.offsets(5_000) == [1])
    #expect(lab.fetches.last?.node == NodeID(1))
    #expect(lab.journal.count == moves)
  }

  @Test func `A broken connection to the follower goes back to the leader`() {
    var lab = Self.lab()
    #expect(lab.offsets() == [0])
    let count = lab.fetches.filter { $0.node == NodeID(1) }.count
    lab.breakConnections(to: NodeID(2))
    _ = lab.poll(100)
    #expect(lab.fetches.filter { $0.node == NodeID(1) }.count > count)
  }

  @Test func `A follower that the metadata do not list any more is left for the leader`() {
    var lab = Self.lab()
    #expect(lab.offsets() == [0])
    lab.silent = [NodeID(2)]
    lab.nodes = [NodeID(1)]
    lab.partitions[0].preferredReplica = nil
    lab.append([1])
    let began = lab.now
    while lab.offsets(100).isEmpty {}
    // At the next metadata, not when the fetch times out after 30 s.
    #expect(lab.now - began > 15_000 && lab.now - began < 21_000)
  }
}
