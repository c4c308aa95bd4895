import ClusterSimulation
import KafkaModel
import Scenario
import Testing

@Suite struct `A mirror of a drill` {
  private func compiled(
    _ parts: String, files: [PlanCompiler.DrillFile] = []
  ) throws -> (plan: Plan, settings: [PlanCompiler.SettingUse]) {
    let file = """
      { kafkaVersion: "3.9", runFor: "1m",
        sites: { seoul: {}, busan: {}, jeju: {} }, hosts: { "big-1": { site: "busan" } },
        clusters: { upstream: { site: "seoul", brokers: 3 }, downstream: { site: "busan", brokers: 3 } },
        topics: { "upstream/orders": { partitions: 2, replicationFactor: 3 } },
        producers: [ { name: "shop", to: "upstream/orders", rate: "30/s" } ],
        \(parts) }
      """
    var compiler = PlanCompiler(
      try Scenario.read(Array(file.utf8), file: "x"), file: "x", files: files)
    return (try compiler.compile(), compiler.settings)
  }

  private func site(_ worker: PlannedWorker, _ plan: Plan) -> String {
    plan.sites[plan.hosts[Int(worker.host.raw)].site].name
  }

  @Test func `is a dedicated MirrorMaker beside its target if nothing else is said`() throws {
    let plan = try compiled(
      #"mirrors: [ { name: "east", source: "upstream", target: "downstream" } ]"#
    ).plan
    #expect(plan.connect.map(\.name) == ["east downstream->upstream", "east"])
    let own = plan.connect[1]
    #expect(own.flow == MirrorFlow(source: "upstream", target: "downstream"))
    #expect(own.cluster == ClusterIndex(1))
    #expect(own.settings.groupName == "upstream-mm2")
    #expect(own.settings.offsetTopic.name == "mm2-offsets.upstream.internal")
    #expect(!own.settings.hasInternalREST)
    #expect(
      own.connectors.map(\.settings.name) == [
        "MirrorCheckpointConnector", "MirrorHeartbeatConnector", "MirrorSourceConnector",
      ])
    #expect(own.connectors.allSatisfy { $0.mirror.isEnabled })
    // Heartbeats alone start a herder for the way back, whose other connectors make no tasks.
    #expect(plan.connect[0].connectors.allSatisfy { !$0.mirror.isEnabled })
    #expect(plan.workers.map(\.name) == ["east/a"])
    #expect(plan.workers[0].herders == [0, 1])
    #expect(site(plan.workers[0], plan) == "busan")
  }

  @Test(arguments: [
    ("P1", "busan", 1, false), ("P2", "seoul", 1, false), ("P3", "seoul", 0, false),
    ("P4", "jeju", 1, false), ("P1-dedicated", "busan", 1, true),
    ("P2-dedicated", "seoul", 1, true), ("P4-dedicated", "jeju", 1, true),
  ])
  func `has its processes and its group where the placement says`(
    placement: String, place: String, group: Int32, isDedicated: Bool
  ) throws {
    let plan = try compiled(
      #"mirrors: [ { name: "east", source: "upstream", target: "downstream", "#
        + #"placement: "\#(placement)", workers: 2 } ]"#
    ).plan
    #expect(plan.workers.map(\.name) == ["east/a", "east/b"])
    #expect(plan.workers.allSatisfy { site($0, plan) == place })
    let own = try #require(plan.connect.first { $0.name == "east" })
    #expect(own.cluster == ClusterIndex(group))
    #expect((own.flow != nil) == isDedicated)
    // Records reach the target wherever the group is.
    #expect(own.connectors.allSatisfy { $0.produces == ClusterIndex(1) })
    #expect(own.connectors.allSatisfy { $0.settings.producesElsewhere == (group == 0) })
  }

  @Test func `means the same by its settings in every placement`() throws {
    for placement in ["P1", "P3", "P2-dedicated"] {
      let plan = try compiled(
        #"mirrors: [ { name: "east", source: "upstream", target: "downstream", "#
          + #"placement: "\#(placement)", settings: { "topics": "orders", "tasks.max": 3, "#
          + #""downstream.offset.flush.interval.ms": 5000, "upstream->downstream.producer.override.acks": "1", "#
          + #""upstream.consumer.max.poll.records": 7 } } ]"#
      ).plan
      let own = try #require(plan.connect.first { $0.name == "east" })
      #expect(own.settings.offsetFlushInterval == Milliseconds(5_000))
      let source = try #require(
        own.connectors.first { $0.settings.connectorClass == .mirrorSource })
      #expect(source.mirror.topics == ["orders"])
      #expect(source.settings.tasksMax == 3)
      #expect(source.settings.producer.acks == Acks(rawValue: 1))
      #expect(source.mirror.clients.sourceConsumer.maxPollRecords == 7)
      #expect(source.mirror.clients.offsetSyncsProducer.acks == .all)
    }
  }

  @Test(arguments: [
    (
      "producer.override.acks",
      "producer.override.acks reaches nobody: it is read behind a flow only, as "
        + "upstream->downstream.producer.override.acks"
    ),
    (
      "offset.flush.interval.ms",
      "offset.flush.interval.ms reaches nobody: it is a key of a worker, read behind its target "
        + "cluster as downstream.offset.flush.interval.ms"
    ),
    (
      "scheduled.rebalance.max.delay.ms",
      "scheduled.rebalance.max.delay.ms reaches nobody: it is a key of a worker, read behind its "
        + "target cluster as downstream.scheduled.rebalance.max.delay.ms"
    ),
    (
      "upstream.producer.acks",
      "upstream.producer.acks is honoured, but only by the producer of offset syncs; records are "
        + "written by downstream.producer.acks or upstream->downstream.producer.override.acks"
    ),
    (
      "upstream->downstream.producer.acks",
      "upstream->downstream.producer.acks is honoured, but only by the producer of offset syncs; "
        + "records are written by upstream->downstream.producer.override.acks or "
        + "downstream.producer.acks"
    ),
    (
      "upstream->downstream.offset.flush.interval.ms",
      "upstream->downstream.offset.flush.interval.ms reaches nobody: it is a key of the worker, "
        + "which reads downstream.offset.flush.interval.ms"
    ),
    ("downstream.producer.acks", "downstream.producer.acks is honoured"),
    (
      "sync.topic.acls.enabled",
      "sync.topic.acls.enabled is without effect here: no encryption, "
        + "authentication or authorization is modelled"
    ),
  ])
  func `is told of each setting whom it reaches`(key: String, sentence: String) throws {
    let value = key.hasSuffix("acks") ? "1" : key.hasSuffix("enabled") ? "false" : "5000"
    let settings = try compiled(
      #"mirrors: [ { name: "east", source: "upstream", target: "downstream", "#
        + #"settings: { "\#(key)": "\#(value)" } } ]"#
    ).settings
    #expect(settings.map { "\($0.report)" } == [sentence])
    #expect(settings.first?.owner == "east")
  }

  @Test func `reads an mm2 file with several flows as one process with several herders`() throws {
    let text = """
      clusters = A, B
      A.bootstrap.servers = a:9092
      B.bootstrap.servers = b:9092
      A->B.enabled = true
      B->A.enabled = true
      A->B.topics = orders
      """
    let plan = try compiled(
      #"mirrors: [ { name: "east", source: "upstream", target: "downstream", "#
        + #"aliases: { A: "upstream", B: "downstream" }, properties: "mm2.properties" } ], "#
        + #"steps: [ { at: "1s", do: "pauseConnector", connector: "east/B->A/source" } ]"#,
      files: [.init(name: "mm2.properties", bytes: Array(text.utf8))]
    ).plan
    #expect(plan.workers.count == 1)
    #expect(plan.workers[0].herders == [0, 1])
    #expect(plan.connect.map(\.settings.groupName) == ["A-mm2", "B-mm2"])
    #expect(plan.connect.map(\.cluster) == [ClusterIndex(1), ClusterIndex(0)])
    guard case .pauseConnector(let connector) = plan.steps[0].action else {
      Issue.record("no pauseConnector")
      return
    }
    #expect(connector == ConnectorRef(cluster: 1, connector: 2))
  }

  @Test func `lets groups read the topics that it makes`() throws {
    let plan = try compiled(
      #"mirrors: [ { name: "east", source: "upstream", target: "downstream" } ], "#
        + #"groups: [ { name: "billing", reads: "downstream/upstream.orders" } ]"#
    ).plan
    let mirrored = try #require(plan.topics.last)
    #expect(mirrored.name == "upstream.orders")
    #expect(mirrored.origin == .mirror)
    #expect(mirrored.cluster == ClusterIndex(1))
  }

  @Test func `on a Connect cluster writes where the workers are unless it says otherwise`() throws {
    func plan(_ config: String) throws -> Plan {
      try compiled(
        #"connect: [ { name: "remote", cluster: "upstream", connectors: [ { name: "orders", "#
          + #"class: "MirrorSourceConnector", source: "upstream", target: "downstream", "#
          + "config: { \(config) } } ] } ]"
      ).plan
    }
    let plain = try plan("")
    #expect(plain.connect[0].connectors[0].produces == ClusterIndex(0))
    #expect(plain.notes.contains { $0.contains("records go to 'upstream'") })
    let other = try plan(#""producer.override.bootstrap.servers": "downstream""#)
    #expect(other.connect[0].connectors[0].produces == ClusterIndex(1))
    #expect(other.connect[0].settings.configTopic.name == "remote-configs")
    #expect(other.connect[0].group == GroupID(index: 0, name: "remote"))
  }

  @Test(arguments: [true, false])
  func `facing another says that the leader of their groups decides`(beats: Bool) throws {
    let settings = #"settings: { "emit.heartbeats.enabled": \#(beats) }"#
    let plan = try compiled(
      #"mirrors: [ { name: "east", source: "upstream", target: "downstream", \#(settings) }, "#
        + #"{ name: "west", source: "downstream", target: "upstream", \#(settings) } ]"#
    ).plan
    let sentences = plan.notes.filter { $0.contains("are one Connect group") }
    #expect(sentences.count == (beats ? 2 : 0))
    for (sentence, idle) in zip(
      sentences, ["east downstream->upstream", "west upstream->downstream"])
    {
      #expect(sentence.contains("nothing is copied by those of '\(idle)'"))
    }
  }

  @Test(arguments: VersionedPart.mirror.versions)
  func `of each modelled version says whose clients it runs`(version: KafkaVersion) throws {
    let plan = try compiled(
      #"mirrors: [ { name: "east", source: "upstream", target: "downstream", version: "\#(version)" } ], "#
        + #"connect: [ { name: "west", cluster: "downstream", version: "\#(version)", connectors: [ "#
        + #"{ name: "beat", class: "MirrorHeartbeatConnector", source: "upstream", target: "downstream" } ] } ]"#
    ).plan
    #expect(plan.workers.allSatisfy { $0.version == version })
    let isNearest = version > KafkaVersion(2, 8, 2) && version < KafkaVersion(3, 9, 0)
    for owner in ["Connect cluster west", "mirror east"] {
      let sentence =
        "\(owner) runs Kafka \(version), whose own clients are not modelled: its producers, "
        + "consumers and admin clients behave as those of 3.9.1"
      #expect(plan.notes.contains(sentence) == isNearest)
    }
  }

  @Test func `makes copies of copies, and none at a cluster that they come from`() throws {
    let file = """
      { kafkaVersion: "3.9", runFor: "1m",
        clusters: { a: { brokers: 3 }, b: { brokers: 3 }, c: { brokers: 3 } },
        topics: { "a/orders": { partitions: 2 }, "b/orders": { partitions: 1 } },
        mirrors: [ { name: "there", source: "a", target: "b" },
          { name: "back", source: "b", target: "a" }, { name: "on", source: "b", target: "c" } ] }
      """
    let scenario = try Scenario.read(Array(file.utf8), file: "x")
    #expect(
      scenario.mirroredTopics.map { "\($0.name)" } == [
        "b/a.orders", "a/b.orders", "c/b.orders", "c/b.a.orders",
      ])
    #expect(scenario.mirroredTopics.map(\.partitions) == [2, 1, 1, 2])
  }

  @Test(arguments: [
    #"mirrors: [ { name: "east", source: "upstream", target: "downstream", version: "3.6.0" } ]"#,
    #"connect: [ { name: "west", cluster: "downstream", version: "3.6.0", connectors: [ ] } ]"#,
  ])
  func `of a version that is not modelled is refused`(part: String) throws {
    let error = #expect(throws: ScenarioError.self) { try compiled(part) }
    #expect(
      error?.description.contains(
        "modelled are 2.8.2, 3.3.2, 3.4.0, 3.5.1, 3.9.1, 4.1.1") == true)
  }
}
