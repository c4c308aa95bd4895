import KafkaModel
import Testing

@Suite struct SubscriptionBytesTests {
  private let subscription = ConsumerSubscription(
    topics: ["b", "a"], userData: [7],
    owned: [AssignorFixture.partition("b-1"), AssignorFixture.partition("a-0")],
    generation: GenerationID(258), rack: "r")

  @Test func `A subscription of 3.9 is version 3, sorted, with generation and rack`() {
    let bytes = subscription.encoded(ConsumerBehaviour(KafkaVersion(3, 9, 1)))
    #expect(
      bytes == [
        0, 3, 0, 0, 0, 2, 0, 1, 97, 0, 1, 98, 0, 0, 0, 1, 7,
        0, 0, 0, 2, 0, 1, 97, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 98, 0, 0, 0, 1, 0, 0, 0, 1,
        0, 0, 1, 2, 0, 1, 114,
      ])
    var sorted = subscription
    sorted.topics.sort()
    sorted.owned.reverse()
    #expect(ConsumerSubscription(encoded: bytes) == sorted)
  }

  @Test func `A subscription of 2.8 is version 1 and says neither generation nor rack`() throws {
    let bytes = subscription.encoded(ConsumerBehaviour(KafkaVersion(2, 8, 2)))
    #expect(bytes.prefix(2) == [0, 1])
    let read = try #require(ConsumerSubscription(encoded: bytes))
    #expect(read.generation == .unknown)
    #expect(read.rack == nil)
    #expect(read.owned.count == 2)
  }

  @Test func `An assignment comes back as it was, topic by topic`() {
    let assignment = ConsumerAssignment(
      partitions: ["b-2", "b-0", "a-1"].map(AssignorFixture.partition))
    let bytes = assignment.encoded(ConsumerBehaviour(KafkaVersion(3, 9, 1)))
    #expect(ConsumerAssignment(encoded: bytes) == assignment)
  }

  @Test func `Bytes cut anywhere are no subscription and no assignment`() {
    let behaviour = ConsumerBehaviour(KafkaVersion(3, 9, 1))
    let bytes = subscription.encoded(behaviour)
    for count in 0..<bytes.count {
      #expect(ConsumerSubscription(encoded: Array(bytes[..<count])) == nil)
    }
    let assigned = ConsumerAssignment(partitions: subscription.owned).encoded(behaviour)
    for count in 0..<assigned.count {
      #expect(ConsumerAssignment(encoded: Array(assigned[..<count])) == nil)
    }
  }

  @Test func `A newer version than is known reads as the newest known`() throws {
    var bytes = subscription.encoded(ConsumerBehaviour(KafkaVersion(3, 9, 1)))
    bytes[1] = 9
    bytes.append(5)
    #expect(ConsumerSubscription(encoded: bytes)?.rack == "r")
  }

  @Test func `Only the sticky assignors send user data`() {
    let behaviour = ConsumerBehaviour(KafkaVersion(3, 9, 1))
    let owned = [AssignorFixture.partition("a-3")]
    let generation = GenerationID(2)
    func data(_ choice: AssignorChoice, _ assigned: [NamedPartition]?) -> [UInt8]? {
      choice.userData(assigned: assigned, generation: generation, behaviour)
    }
    #expect(data(.range, owned) == nil)
    #expect(data(.sticky, nil) == nil)
    #expect(
      data(.sticky, owned)
        == [0, 0, 0, 1, 0, 1, 97, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 2])
    #expect(data(.cooperativeSticky, nil) == [0, 0, 0, 2])
  }

  @Test func `The smallest hash leads to partition 0`() {
    let group = GroupID(index: 0, name: "polygenelubricants")
    #expect(group.hash == .min)
    #expect(group.offsetsPartition(of: 50) == PartitionIndex(0))
    #expect(GroupID(index: 0, name: "my-group").offsetsPartition(of: 50) == PartitionIndex(12))
  }
}
