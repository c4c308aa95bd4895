import KafkaModel
import Testing

@Suite struct AssignorTests {
  @Test func `Range gives the first members of every topic one partition more`() {
    var group = AssignorFixture(["orders": 10, "payments": 7])
    for member in ["m-a", "m-b", "m-c"] { group.add(member, ["orders", "payments"]) }
    let answer = group.assign(.range)
    #expect(answer.mapValues(\.count) == ["m-a": 7, "m-b": 5, "m-c": 5])
  }

  @Test func `Members sort as texts, static ones first by instance id`() {
    var group = AssignorFixture(["t": 4])
    group.add("c-10", ["t"])
    group.add("c-2", ["t"])
    group.add("z", ["t"], instance: "i2")
    group.add("y", ["t"], instance: "i1")
    #expect(
      group.assign(.range) == ["y": ["t-0"], "z": ["t-1"], "c-10": ["t-2"], "c-2": ["t-3"]])
  }

  @Test func `Round robin passes over members that are not subscribed`() {
    var group = AssignorFixture(["t0": 1, "t1": 2, "t2": 3])
    group.add("C0", ["t0"])
    group.add("C1", ["t0", "t1"])
    group.add("C2", ["t0", "t1", "t2"])
    #expect(
      group.assign(.roundRobin)
        == ["C0": ["t0-0"], "C1": ["t1-0"], "C2": ["t1-1", "t2-0", "t2-1", "t2-2"]])
  }

  @Test(arguments: [AssignorChoice.range, .roundRobin, .sticky, .cooperativeSticky])
  func `Everybody is answered, also where no topic exists`(_ choice: AssignorChoice) {
    var group = AssignorFixture(["other": 3])
    group.add("a", ["t"])
    group.add("b", [])
    #expect(group.assign(choice) == ["a": [], "b": []])
  }

  @Test func `A new member of a sticky group takes the highest partitions of each`() {
    var group = AssignorFixture(["t": 6])
    group.add("a", ["t"], owned: ["t-0", "t-2", "t-4"], generation: 3, by: .sticky)
    group.add("b", ["t"], owned: ["t-1", "t-3", "t-5"], generation: 3, by: .sticky)
    group.add("c", ["t"], by: .sticky)
    #expect(
      group.assign(.sticky) == ["a": ["t-0", "t-2"], "b": ["t-1", "t-3"], "c": ["t-4", "t-5"]])
  }

  @Test func `A cooperative round gives away nothing that its owner still holds`() {
    var group = AssignorFixture(["t": 6])
    group.add("a", ["t"], owned: ["t-0", "t-2", "t-4"], generation: 3, by: .cooperativeSticky)
    group.add("b", ["t"], owned: ["t-1", "t-3", "t-5"], generation: 3, by: .cooperativeSticky)
    group.add("c", ["t"], by: .cooperativeSticky)
    #expect(
      group.assign(.cooperativeSticky)
        == ["a": ["t-0", "t-2"], "b": ["t-1", "t-3"], "c": []])
  }

  @Test func `Of two claims on a partition the newer generation's counts`() {
    var group = AssignorFixture(["t": 3])
    group.add("a", ["t"], owned: ["t-0", "t-1"], generation: 5, by: .cooperativeSticky)
    group.add("b", ["t"], owned: ["t-1", "t-2"], generation: 4, by: .cooperativeSticky)
    #expect(group.assign(.cooperativeSticky) == ["a": ["t-0", "t-1"], "b": ["t-2"]])
  }

  @Test func `Equal claims on a partition cancel each other, and nobody gets it in that round`() {
    var group = AssignorFixture(["t": 3])
    group.add("a", ["t"], owned: ["t-0", "t-1"], generation: 1, by: .cooperativeSticky)
    group.add("b", ["t"], owned: ["t-0", "t-2"], generation: 1, by: .cooperativeSticky)
    group.add("c", ["t"], by: .cooperativeSticky)
    #expect(group.assign(.cooperativeSticky) == ["a": ["t-1"], "b": ["t-2"], "c": []])
  }

  @Test(arguments: [KafkaVersion(2, 8, 2), KafkaVersion(3, 9, 1)])
  func `A partition gets two owners where claims are believed (KAFKA-12984)`(
    _ version: KafkaVersion
  ) {
    func owners(judges: Bool) -> Int {
      var group = AssignorFixture(["t": 4])
      group.behaviour = ConsumerBehaviour(version)
      group.behaviour.judgesClaimsByGeneration = judges
      // "b" lost its generation and rejoins with what it held; "a" was given t-1 meanwhile.
      group.add("a", ["t"], owned: ["t-0", "t-1"], generation: 5, by: .cooperativeSticky)
      group.add("b", ["t"], owned: ["t-1", "t-2"], generation: 3, by: .cooperativeSticky)
      return group.assign(.cooperativeSticky).values.count { $0.contains("t-1") }
    }
    #expect(owners(judges: true) == 1)
    #expect(owners(judges: false) == 2)
  }

  @Test func `Members in the rack of a replica are preferred since 3.5`() {
    var group = AssignorFixture(["t": 2])
    group.topics[0].racks = [["r1"], ["r2"]]
    group.add("a", ["t"], rack: "r2")
    group.add("b", ["t"], rack: "r1")
    for choice in [AssignorChoice.range, .sticky, .cooperativeSticky] {
      #expect(group.assign(choice) == ["a": ["t-1"], "b": ["t-0"]])
    }
    group.behaviour = ConsumerBehaviour(KafkaVersion(2, 8, 2))
    #expect(group.assign(.range) == ["a": ["t-0"], "b": ["t-1"]])
  }

  @Test func `An author's assignor is called by its name`() {
    let assignors = Assignors(custom: [
      CustomAssignor(name: "all-to-last") { group in
        group.members.enumerated().map { place, member in
          let isLast = place == group.members.count - 1
          return MemberAssignment(
            member: member.member,
            partitions: !isLast
              ? []
              : group.topics.flatMap { topic in
                (0..<topic.partitions).map {
                  NamedPartition(topic: topic.name, partition: PartitionIndex($0))
                }
              })
        }
      }
    ])
    var group = AssignorFixture(["t": 2])
    group.add("a", ["t"])
    group.add("b", ["t"])
    #expect(assignors.knows("all-to-last"))
    #expect(group.assign(.custom("all-to-last"), assignors) == ["a": [], "b": ["t-0", "t-1"]])
  }

  @Test func `Equal subscriptions are balanced to one partition and nobody moves without need`() {
    for members in 1...5 {
      for partitions in Int32(0)...9 {
        var group = AssignorFixture(["t": partitions])
        for member in 0..<members { group.add("m\(member)", ["t"], by: .sticky) }
        let first = group.assign(.sticky)
        let counts = first.values.map(\.count)
        #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
        var again = AssignorFixture(["t": partitions])
        for (member, owned) in first.sorted(by: { $0.key < $1.key }) {
          again.add(member, ["t"], owned: owned, generation: 1, by: .sticky)
        }
        #expect(again.assign(.sticky).mapValues(Set.init) == first.mapValues(Set.init))
      }
    }
  }
}
