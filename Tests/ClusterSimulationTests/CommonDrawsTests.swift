import ClusterSimulation
import KafkaModel
import SimulationKernel
import Testing

/// Variants of a drill share their draws: what one of them has more moves nothing of the others.
@Suite struct CommonDrawsTests {
  /// Two sites with a cluster each; `more` goes into the sections that it names.
  private static func drill(
    clusters: String = "", topics: String = "", producers: String = "", groups: String = "",
    links: String = "", steps: String = ""
  ) -> String {
    """
    { kafkaVersion: "3.9.1", runFor: "25s",
      sites: { \(links.isEmpty ? "" : "lisbon: {},") seoul: {}, busan: {} },
      links: [ \(links) { between: ["seoul", "busan"], latency: "10ms", jitter: "3ms", loss: "1%" } ],
      clusters: { \(clusters) home: { site: "seoul", brokers: [ { id: 1 }, { id: 2 }, { id: 3, site: "busan" } ] } },
      topics: { \(topics) "home/orders": { partitions: 6, replicationFactor: 2 } },
      producers: [ \(producers)
        { name: "shop", to: "home/orders", rate: "100/s", recordSize: "50B..500B",
          keys: { zipf: { keys: 20, exponent: 1 } }, start: { at: "1s..2s" } } ],
      groups: [ \(groups)
        { name: "billing", reads: "home/orders", members: 3, start: { at: "0s..1s" },
          config: { "auto.offset.reset": "earliest" } } ],
      steps: [ \(steps)
        { name: "kill", at: "5s..8s", do: "kill", target: "home/2", for: "6s" } ] }
    """
  }

  private static func run(_ text: String, seed: UInt64) throws -> RunRecord {
    var simulation = Simulation(try Drills.plan(text), seed: seed)
    simulation.run()
    return simulation.record()
  }

  /// The journal of one cluster, its producer and its group, without numbers that count the whole estate.
  private static func story(_ record: RunRecord) -> [String] {
    let names = names(of: record.plan)
    return record.journal.entries.compactMap { entry -> String? in
      guard let process = entry.process else { return nil }
      let name = names[Int(process.raw)]
      guard name.contains("home/") || name.contains("shop") || name.contains("billing") else {
        return nil
      }
      return "\(entry.at.nanoseconds) \(name)"
    }
  }

  /// Processes are counted cluster by cluster, its controller first, then producers, then members.
  private static func names(of plan: Plan) -> [String] {
    var names: [String] = []
    var brokers = 0
    for (index, cluster) in plan.clusters.enumerated() {
      names.append(plan.name(of: .controller(index)))
      for _ in cluster.brokers {
        names.append(plan.name(of: .broker(brokers)))
        brokers += 1
      }
    }
    names += plan.producers.indices.map { plan.name(of: .producer($0)) }
    for (group, planned) in plan.groups.enumerated() {
      names += planned.members.indices.map { plan.name(of: .member(group: group, member: $0)) }
    }
    return names
  }

  /// What another cluster with its own load and readers does is no matter here, wherever it stands in the file.
  @Test(arguments: [UInt64(1), 2, 3])
  func `another cluster leaves everything of this one as it is, to the nanosecond`(
    seed: UInt64
  ) throws {
    let small = try Self.run(Self.drill(), seed: seed)
    let large = try Self.run(
      Self.drill(
        clusters: "away: { site: \"busan\", brokers: 3 },",
        topics: "\"away/orders\": { partitions: 4, replicationFactor: 2 },",
        producers: "{ name: \"aside\", to: \"away/orders\", rate: \"50/s\" },",
        groups: "{ name: \"audit\", reads: \"away/orders\", members: 2 },",
        links: "{ between: [\"lisbon\", \"busan\"], latency: \"20ms\" },",
        steps: "{ name: \"aside\", at: \"2s..9s\", do: \"kill\", target: \"away/1\", for: \"5s\" },"
      ),
      seed: seed)
    #expect(small.origin == large.origin)
    #expect(
      small.producers[0].ledger.entries.map(\.sentAt)
        == large.producers[1].ledger.entries.map(\.sentAt))
    #expect(
      small.producers[0].ledger.entries.map(\.completedAt)
        == large.producers[1].ledger.entries.map(\.completedAt))
    let (few, many) = (Self.story(small), Self.story(large))
    #expect(few.count > 50)
    #expect(few == many)
    #expect(small.groups[0].generations.map(\.at) == large.groups[1].generations.map(\.at))
  }

  /// Inside of one cluster they meet at its brokers, but nobody's own draws are others'.
  @Test func `a topic, a producer and a group more leave the draws of the others alone`() throws {
    let small = try Self.run(Self.drill(), seed: 5)
    let large = try Self.run(
      Self.drill(
        topics: "\"home/audit\": { partitions: 4, replicationFactor: 3 },",
        producers: "{ name: \"till\", to: \"home/audit\", rate: \"50/s\" },",
        groups: "{ name: \"audit\", reads: \"home/audit\", members: 2 },",
        steps:
          "{ name: \"aside\", at: \"2s..9s\", do: \"pause\", target: \"audit/a\", for: \"1s\" },"),
      seed: 5)
    #expect(small.origin == large.origin)
    #expect(
      small.producers[0].ledger.entries.map(\.sentAt)
        == large.producers[1].ledger.entries.map(\.sentAt))
    #expect(
      small.producers[0].ledger.entries.map(\.partition.partition)
        == large.producers[1].ledger.entries.map(\.partition.partition))
    #expect(small.steps[0].firedAt == large.steps[1].firedAt)
    func places(_ record: RunRecord) -> [NodeID?] {
      record.journal.entries.compactMap { entry -> (Int32, NodeID?)? in
        guard
          case .machine(.leaderElected(let partition, let leader, _, _, .created)) = entry.happening,
          record.logs.first(where: { $0.partition == partition }).map({
            record.plan.topics[$0.topic].name == "orders"
          }) == true
        else { return nil }
        return (partition.partition.raw, leader)
      }.sorted { $0.0 < $1.0 }.map(\.1)
    }
    #expect(places(small).count == 6)
    #expect(places(small) == places(large))
  }

  /// Ids decide who is assigned what.
  @Test func `another group leaves the ids of members and their assignments alone`() throws {
    func looked(_ text: String, _ members: Range<Int>) throws -> [String] {
      var simulation = Simulation(try Drills.plan(text), seed: 5)
      simulation.run(until: 4_900_000_000)
      return members.map { member in
        let machine = simulation.members[member].machine
        return "\(machine.memberID.text) \(machine.assignment.map(\.partition.raw))"
      }
    }
    let few = try looked(Self.drill(), 0..<3)
    let many = try looked(
      Self.drill(groups: "{ name: \"audit\", reads: \"home/orders\", members: 2 },"), 2..<5)
    #expect(Set(few).count == 3)
    #expect(few == many)
  }
}
