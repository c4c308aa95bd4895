import ClusterSimulation
import Findings
import Foundation
import KafkaModel
import Scenario
import SimulationKernel
import Testing

struct InspectionTests {
  private typealias Row = EstateView.GroupView.Row

  private var view: EstateView {
    EstateView(
      at: Instant(nanoseconds: 280_000_000_000), origin: Instant(nanoseconds: 10_000_000_000),
      topics: [
        EstateView.TopicView(
          cluster: "upstream", name: "orders",
          partitions: [
            EstateView.PartitionView(
              leader: NodeID(2), leaderEpoch: LeaderEpoch(4),
              replicas: [NodeID(2), NodeID(3), NodeID(1)], isr: [NodeID(3), NodeID(2)],
              logStart: .zero, highWatermark: Offset(90), logEnd: Offset(95)),
            EstateView.PartitionView(
              leader: nil, leaderEpoch: LeaderEpoch(1), replicas: [NodeID(1)], isr: [NodeID(1)],
              logStart: .none, highWatermark: .none, logEnd: .none),
          ])
      ],
      groups: [
        EstateView.GroupView(
          cluster: "upstream", name: "billing",
          standing: .known(
            .stable, generation: GenerationID(3), protocolName: "range", members: 2),
          coordinator: NodeID(3),
          rows: [
            Row(
              topic: "orders", partition: PartitionIndex(0), committed: Offset(100),
              end: Offset(90), member: MemberID("a-17"), clientID: "a", host: "h1"),
            Row(
              topic: "orders", partition: PartitionIndex(1), committed: .none, end: .none,
              member: nil, clientID: "", host: ""),
            Row(
              topic: "", partition: nil, committed: .none, end: .none, member: MemberID("b-18"),
              clientID: "b", host: ""),
          ]),
        EstateView.GroupView(
          cluster: "upstream", name: "gone", standing: .unavailable, coordinator: nil, rows: []),
      ],
      brokers: [
        EstateView.BrokerView(
          cluster: "upstream", id: NodeID(1), host: "h1", rack: "a", process: .paused,
          isFenced: true, leads: 0, inSync: 0, replicas: 2)
      ])
  }

  @Test func `a topic as kafka-topics describes it, with its leader's offsets`() {
    #expect(
      Inspection(view, sections: [.topics]).text(.plain) == """
        at 270.000 s

        Topics
          upstream/orders  PartitionCount: 2  ReplicationFactor: 3
            PARTITION  LEADER  REPLICAS  ISR  EPOCH  LOG-START  HIGH-WATERMARK  LOG-END
                    0       2  2,3,1     2,3      4          0              90       95
                    1    none  1         1        1          -               -        -

        """)
  }

  @Test func `a group as kafka-consumer-groups describes it, its lag below zero beyond the end`() {
    #expect(
      Inspection(view, sections: [.groups]).text(.plain) == """
        at 270.000 s

        Groups
          GROUP    COORDINATOR  STATE                        GENERATION  ASSIGNMENT-STRATEGY  #MEMBERS
          billing  upstream/3   Stable                                3  range                       2
          gone     -            (coordinator not available)           -  -                           -

          GROUP    TOPIC   PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG  CONSUMER-ID  HOST  CLIENT-ID
          billing  orders          0             100              90  -10  a-17         /h1   a
          billing  orders          1               -               -    -  -            -     -
          billing  -               -               -               -    -  b-18         -     b

        """)
  }

  @Test func `brokers by process and registration`() {
    #expect(
      Inspection(view, sections: [.brokers]).text(.plain).contains(
        "  upstream/1  h1    a     paused   fenced               0        0         2"))
  }

  @Test func `the JSON says null where nothing is known`() throws {
    var writer = JSONWriter()
    Inspection(view).write(to: &writer)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(writer.text.utf8)) as? [String: Any])
    #expect(object["atNs"] as? Int == 270_000_000_000)
    let groups = try #require(object["groups"] as? [[String: Any]])
    #expect(groups[0]["state"] as? String == "Stable")
    #expect(groups[1]["state"] is NSNull)
    for key in ["generation", "assignmentStrategy", "members"] {
      #expect(groups[1][key] is NSNull)
    }
    let rows = try #require(groups[0]["rows"] as? [[String: Any]])
    #expect(rows[0]["lag"] as? Int == -10)
    #expect(rows[1]["currentOffset"] is NSNull)
    #expect(rows[2]["topic"] is NSNull)
    let topics = try #require(object["topics"] as? [[String: Any]])
    let partitions = try #require(topics[0]["partitions"] as? [[String: Any]])
    #expect(partitions[1]["leader"] is NSNull)
    #expect(partitions[0]["isr"] as? [Int] == [2, 3])
  }

  @Test func `an estate in the middle of a drill, and looking changes nothing`() throws {
    let drill = """
      {
        kafkaVersion: "3.9", runFor: "14s", sites: { seoul: {} },
        clusters: { upstream: { site: "seoul", brokers: 3,
          config: { "group.initial.rebalance.delay.ms": 0, "offsets.topic.num.partitions": 5 } } },
        topics: { "upstream/orders": { partitions: 2, replicationFactor: 3 } },
        producers: [ { name: "shop", to: "upstream/orders", rate: "20/s", partition: "inTurn" } ],
        groups: [ { name: "billing", reads: "upstream/orders", members: 3, commit: "afterPoll" } ],
        steps: [ { name: "freeze", at: "12s", do: "pause", target: "coordinator(billing)" } ],
      }
      """
    let scenario = try Scenario.read(Array(drill.utf8), file: "x")
    var compiler = PlanCompiler(scenario, file: "x")
    let plan = try compiler.compile()
    var simulation = Simulation(plan, seed: 3)
    simulation.run(until: 11_000_000_000)
    let group = try #require(simulation.view.groups.first)
    #expect(group.standing.word == "Stable")
    #expect(group.rows.count == 3)
    #expect(group.rows.map { $0.partition?.raw } == [0, 1, nil])
    #expect(group.rows.allSatisfy { $0.member != nil && $0.host.hasPrefix("billing/") })
    #expect(group.rows.prefix(2).allSatisfy { ($0.lag ?? 100) < 10 })
    #expect(simulation.view.topics.map(\.name) == ["orders", "__consumer_offsets"])
    simulation.run(until: 13_000_000_000)
    #expect(simulation.view.groups.first?.standing == .unavailable)
    #expect(simulation.view.brokers.count { $0.process == .paused } == 1)
    simulation.run()
    var other = Simulation(plan, seed: 3)
    other.run()
    #expect(simulation.record().fingerprint == other.record().fingerprint)
  }
}
