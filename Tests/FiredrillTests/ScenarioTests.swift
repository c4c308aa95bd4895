import Firedrill
import Testing

@Suite("A scenario built in Swift")
struct ScenarioTests {
  private var crash: Scenario {
    var scenario = Billing.scenario
    scenario.lagSampling = .seconds(1)
    scenario.steps = [
      .init("crash", at: .seconds(8), .kill(.member("billing/a"))),
      .init("back", when: .after("crash", plus: .seconds(5)), .start(.hit(by: "crash"))),
    ]
    scenario.expectations = [
      .init(.acknowledgedLost, of: .producer("shop"), .equals(0)),
      .init(.skipped, of: .group("billing"), .equals(0)),
      .init(.gapEnds, of: .producer("shop"), from: "crash", .atMost(.seconds(1)), name: "no gap"),
    ]
    return scenario
  }

  @Test func `says the same as its text`() throws {
    let scenario = crash
    #expect(try Scenario(text: scenario.text) == scenario)
    #expect(try Drill(scenario).scenario == scenario)
    #expect(try Drill(scenario).text == scenario.text)
  }

  @Test(arguments: [nil, 3])
  func `may leave a topic to the brokers`(partitions: Int64?) throws {
    var scenario = crash
    scenario.topics[0] = .automatic("lab/orders")
    if let partitions {
      scenario.clusters[0].config["num.partitions"] = .init(integerLiteral: partitions)
    }
    let read = try Scenario(text: scenario.text)
    #expect(read.text == scenario.text)
    #expect(read.topics[0].isAutomatic)
    let outcome = try Drill(scenario).run(seed: 1)
    #expect(outcome.fingerprint == (try Drill(scenario.text).run(seed: 1)).fingerprint)
    #expect(outcome.notes.contains { $0.contains("auto.create.topics.enable") })
    #expect(outcome.brokenInvariant == nil)
  }

  @Test func `runs as the text that a person writes`() throws {
    let text = """
      { title: "Billing", kafkaVersion: "3.9", seed: 1, runFor: "30s", lagSampling: "1s",
        clusters:  { lab: { brokers: 3, config: { "min.insync.replicas": 2 } } },
        topics:    { "lab/orders": { partitions: 4, replicationFactor: 3 } },
        producers: [ { name: "shop", to: "lab/orders", rate: "100/s", count: 2000,
                       keys: { cycle: 20 }, config: { acks: "all" } } ],
        groups:    [ { name: "billing", reads: "lab/orders", members: 2, commit: "afterPoll",
                       processing: { perRecord: "1ms" },
                       config: { "auto.offset.reset": "earliest", "session.timeout.ms": 6000 } } ],
        steps:     [ { name: "crash", at: "8s", do: "kill", target: "member(billing/a)" },
                     { name: "back", after: "crash", plus: "5s", do: "start",
                       target: "hitBy(crash)" } ],
        expect:    [ { acknowledgedLost: "shop", equals: 0 }, { skipped: "billing", equals: 0 },
                     { name: "no gap", gapEnds: "shop", from: "crash", atMost: "1s" } ] }
      """
    #expect(try Scenario(text: text) == crash)
    let (written, built) = (try Drill(text).run(seed: 3), try Drill(crash).run(seed: 3))
    #expect(written.fingerprint == built.fingerprint)
    #expect(written.judgements == built.judgements)
    #expect(built.brokenInvariant == nil)
  }

  @Test func `holds everything that the language has`() throws {
    var scenario = Scenario("All", kafkaVersion: "4.1", runFor: .seconds(60))
    scenario.seed = 9
    scenario.sites = ["seoul", "busan"]
    scenario.hosts = [
      .init(
        "big", site: "seoul", rack: "r1",
        hardware: .init(sync: .measured([.milliseconds(2), .milliseconds(374)])))
    ]
    scenario.links = [
      .init(
        .site("seoul"), .site("busan"),
        .init(
          latency: .milliseconds(15), jitter: .milliseconds(2), lossPercent: 0.1,
          bitsPerSecond: 1_000_000_000))
    ]
    var cluster = Scenario.Cluster(
      "up", nodes: [.init(id: 1, host: "big"), .init(id: 2, rack: "r2"), .init(id: 3)],
      site: "seoul", kafkaVersion: "3.9.1")
    cluster.startsIn = .drawn(.seconds(2)...(.seconds(3)))
    scenario.clusters = [cluster, .init("down", brokers: 1, site: "busan")]
    scenario.topics = [
      .init("up/a", assignment: [[1, 2, 3], [2, 3, 1]], config: ["min.insync.replicas": 2]),
      .init("down/b"),
    ]
    var shop = Scenario.Producer(
      "shop", to: "up/a",
      load: .phases(
        [(.constant(.perSecond(10)), .seconds(5))],
        then: .ramp(from: .perSecond(1), to: .perSecond(50), over: .seconds(10))),
      recordSize: 10...2048, keys: .zipf(10, exponentThousandths: 990))
    shop.start = .when(.isrFull("up"), plus: .seconds(1), orAfter: .seconds(5))
    shop.clientVersion = "2.8"
    scenario.producers = [shop]
    var readers = Scenario.Group("readers", reads: .assigned(["up/a/0"], from: .offset(3)))
    readers.members = [.init("x", start: .byStep)]
    var matching = Scenario.Group("matching", reads: .pattern("a.*", in: "up"), members: 3)
    matching.isStatic = true
    matching.application = .init(
      perRecord: .milliseconds(1), perPoll: .drawn(.milliseconds(1)...(.milliseconds(5))),
      slowRecords: [.init("up/a/0", offset: 7, takes: .seconds(25))],
      afterError: .goesOn(after: .seconds(1)), stopsAfter: .record, closeTimeout: .seconds(10))
    scenario.groups = [readers, matching]
    scenario.steps = [
      .init("cut", at: .seconds(3), .partition([[.site("seoul")], [.site("busan")]])),
      .init(when: .after("cut", plus: .drawn(.seconds(1)...(.seconds(2)))), .heal("cut")),
      .init(
        when: .when(.all([.leader("up/a/0", is: 1), .sent(by: "shop", .atLeast(3))])),
        .isolate(.leader(of: "up/a/0"), from: [.clients], direction: .to),
        undoneAfter: .seconds(4)),
      .init(
        at: .seconds(8), .dropResponse(.init(.produce, from: .producer("shop"), occurrence: 2))),
      .init(at: .seconds(9), .createTopic(.init("up/new", partitions: 2, replicationFactor: 3))),
      .init(at: .seconds(10), .addPartitions(to: "up/a", total: 5)),
      .init(at: .seconds(11), .deleteRecords(of: "up/a/0", before: .end(minus: 5))),
      .init(at: .seconds(12), .addMember(.member("readers/x"))),
      .init(at: .seconds(13), .changeRate(of: "shop", to: .burst(5, every: .seconds(1)))),
      .init(at: .seconds(14), .powerLoss(.follower(of: "up/a/0"), worstCase: true)),
    ]
    var mirror = Scenario.Mirror("east", from: "up", to: "down")
    mirror.behaviour = ["KIP-745": false]
    mirror.startsIn = .seconds(4)
    mirror.tasksStartIn = .drawn(.milliseconds(500)...(.seconds(2)))
    var onHosts = Scenario.Mirror(
      "west", from: "up", to: "down", on: ["big"], mode: .connect, groupOn: .source)
    onHosts.connectors = [.source, .checkpoint]
    scenario.mirrors = [mirror, onHosts]
    var plain = Scenario.ConnectCluster("plain", on: "up", workers: 2)
    plain.behaviour = ["KAFKA-12495": false]
    plain.startsIn = .seconds(5)
    plain.tasksStartIn = .milliseconds(700)
    scenario.connect = [plain, .init("hosted", on: "up", hosts: ["big"])]
    scenario.expectations = [
      .init(.partitionShare, of: .partition("up/a/0"), .atMost(percent: 4.35)),
      .init(.smallestShare, of: .topic("up/a"), .atLeast(percent: 10)),
      .init(.runLength, of: .producer("shop"), .atMost(thousandths: 12_500)),
      .init(.runLength, of: .producer("shop"), .atLeast(thousandths: 1)),
      .init(.mirrorThroughput, of: .mirror("east"), .atMost(bitsPerSecond: 1_000_000_000)),
      .init(.mirrorThroughput, of: .mirror("east"), .atLeast(bitsPerSecond: 1_000)),
      .init(.leader, of: .partition("up/a/0"), .isNode(1)),
      .init(
        .isr, of: .partition("up/a/0"), at: .after("step 2", plus: .seconds(10)),
        .areNodes([3, 1, 2])),
      .init(.leader, of: .partition("up/a/0"), at: .milliseconds(1_500), .isNode(nil)),
      .init(
        .failed, of: .producer("shop"), where: .init(exception: .timeout),
        notBefore: .seconds(1), within: .seconds(30), .between(0...5), name: "expired"),
      .init(
        .truncatedTo, of: .partition("up/a/0"), where: .init(node: "up/2"), from: "step 2",
        .atLeast(0)),
      .init(
        .mirrored, of: .mirror("east"), where: .init(worker: "east/a", notStruckBy: "step 2"),
        .atMost(9)),
    ]
    scenario.end = .when(.allAcked(by: "shop"), plus: .seconds(1), atMost: .seconds(60))
    #expect(try Scenario(text: scenario.text) == scenario)
    #expect(scenario.text.contains("4.35%"))
    #expect(scenario.steps[1].name == "step 2")
  }

  @Test func `takes conjunctions of one predicate, and of others`() throws {
    var scenario = Billing.scenario
    scenario.steps = [
      .init(when: .when(.all([.isrFull("lab")])), .heal()),
      .init(
        when: .when(.all([.all([.isrFull("lab"), .allAcked()]), .fenced("lab/1")])), .heal()),
    ]
    let text = try Drill(scenario).text
    #expect(text.contains(#"when: "isrFull(lab)""#))
    #expect(try Scenario(text: text) == scenario)
  }

  @Test(arguments: [
    wrong("producers[shop].config.acks") { $0.producers[0].config["acks"] = "some" },
    wrong("topics.lab/orders") { $0.topics = [.init("lab/orders", replicationFactor: 4)] },
    wrong("steps[x].target") {
      $0.steps = [.init("x", at: .seconds(1), .kill(.leader(of: "lab/order/0")))]
    },
    wrong("groups[billing]") { $0.groups[0].application = .init(handler: "mine") },
    wrong("producers[shop].config.partitioner.class") {
      $0.producers[0].config["partitioner.class"] = "mine"
    },
    wrong("groups[billing]") { $0.groups[0].config["partition.assignment.strategy"] = "mine" },
    wrong("expect[0]") {
      $0.expectations = [.init(.gapEnds, of: .producer("shop"), .atMost(.seconds(1)))]
    },
  ])
  func `names the path of what is wrong`(scenario: Scenario, path: String) throws {
    let error = #expect(throws: DrillError.self) { try Drill(scenario) }
    #expect(error?.path.hasPrefix(path) == true, "\(String(describing: error))")
    #expect(error.map { "\($0)" }?.hasPrefix(path) == true)
  }

  private static func wrong(
    _ path: String, _ change: (inout Scenario) -> Void
  ) -> (Scenario, String) {
    var scenario = Billing.scenario
    change(&scenario)
    return (scenario, path)
  }
}
