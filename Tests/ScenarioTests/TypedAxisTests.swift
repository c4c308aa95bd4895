import Scenario
import Testing

/// What `--vary` takes, and what it makes of a drill file.
struct TypedAxisTests {
  private static let drill = """
    { kafkaVersion: "3.9.1", runFor: "30s",
      sites: { seoul: {}, busan: {} },
      links: [ { name: "wan", between: ["seoul", "busan"], latency: "15ms" } ],
      clusters: { lab: { site: "seoul", brokers: 3 } },
      topics: { "lab/orders": {}, "lab/my.topic": {} },
      producers: [ { name: "shop", to: "lab/orders", rate: "1/s" },
                   { name: "till", to: "lab/orders", rate: "1/s" } ],
      groups: [ { name: "billing", reads: "lab/orders" } ],
      steps: [ { name: "cut", at: "3s", do: "partition", groups: [["seoul"], ["busan"]], for: "5s" } ],
      expect: [ { sent: "shop", atLeast: 1 } ],
      vary: { "producers[0].rate": ["1/s"] } }
    """

  private func drills(_ typed: String...) throws -> [Scenario.Drill] {
    let root = try Reader.read(Self.drill, file: "drill.json5")
    let axes = try typed.map { try #require(TypedAxis($0)) }
    return try Scenario.drills(root.varied(by: axes), file: "drill.json5")
  }

  private func config(_ settings: [Scenario.Setting]) -> [String] {
    settings.map { "\($0.key)=\($0.value)" }
  }

  @Test func `a setting is set wherever it may stand, innermost first`() throws {
    let producers = try drills("acks=1,all")
    #expect(producers.map(\.name) == ["acks=1", "acks=all"])
    #expect(
      producers[1].scenario.producers.map { config($0.config) } == [["acks=all"], ["acks=all"]])
    let clients = try drills("request.timeout.ms=5000")[0].scenario
    #expect(config(clients.producers[0].config) == ["request.timeout.ms=5000"])
    #expect(config(clients.groups[0].config) == ["request.timeout.ms=5000"])
    #expect(clients.clusters[0].config.isEmpty)
    let topics = try drills("min.insync.replicas=2")[0].scenario
    #expect(topics.topics.allSatisfy { config($0.config) == ["min.insync.replicas=2"] })
    #expect(topics.clusters[0].config.isEmpty)
  }

  @Test func `a setting of one thing needs no config before it`() throws {
    let one = try drills("producers.till.linger.ms=5")[0].scenario
    #expect(one.producers.map { config($0.config) } == [[], ["linger.ms=5"]])
    let brokers = try drills("clusters.min.insync.replicas=2")[0].scenario
    #expect(config(brokers.clusters[0].config) == ["min.insync.replicas=2"])
    let topic = try drills("topics.lab/my.topic.min.insync.replicas=2")[0].scenario
    #expect(topic.topics.map { config($0.config) } == [[], ["min.insync.replicas=2"]])
  }

  @Test(arguments: ["steps.cut.for", "steps[cut].for", "steps[0].for"])
  func `steps are named with a dot, in brackets or by number`(path: String) throws {
    let spans = try drills("\(path)=5s,20s,90s").map { $0.scenario.steps[0].undoneAfter }
    #expect(
      spans == [
        TimeSpan(milliseconds: 5_000), TimeSpan(milliseconds: 20_000),
        TimeSpan(milliseconds: 90_000),
      ])
  }

  @Test(arguments: ["links.wan.rtt", "links[0].rtt"])
  func `a round trip replaces the latency, and is twice as long`(path: String) throws {
    let latencies = try drills("\(path)=10ms,51ms").map { $0.scenario.links[0].quality.latency }
    #expect(latencies == [TimeSpan(nanoseconds: 5_000_000), TimeSpan(nanoseconds: 25_500_000)])
  }

  @Test func `several axes make every combination, the last changing fastest`() throws {
    let names = try drills("acks=1,all", "steps.cut.for=5s,20s").map(\.name)
    #expect(
      names == [
        "acks=1, steps.cut.for=5s", "acks=1, steps.cut.for=20s", "acks=all, steps.cut.for=5s",
        "acks=all, steps.cut.for=20s",
      ])
  }

  @Test func `commas in quotes and brackets belong to the value`() throws {
    let axis = try #require(TypedAxis(#"k="a,b",[1,2],c"#))
    #expect(axis.values == [#""a,b""#, "[1,2]", "c"])
    #expect(TypedAxis("acks") == nil)
    #expect(TypedAxis("acks=1,,all") == nil)
    #expect(TypedAxis("=1") == nil)
  }

  @Test(arguments: [
    ("acsk", "there is no setting or path 'acsk'; did you mean 'acks'?"),
    ("steps.cutt.for", "'cutt' is no name in steps; did you mean 'cut'? (allowed: cut)"),
    ("stpes.cut.for", "there is no setting or path 'stpes.cut.for'; did you mean 'steps.cut.for'?"),
    ("hosts.h.rack", "the drill has no hosts"),
    ("placement", "the drill has no mirrors, of which 'placement' is a key"),
    ("seed", "'seed' is no difference between variants: every one runs with the same seeds"),
  ])
  func `a key that names nothing is told with the nearest and what is allowed`(
    key: String, sentence: String
  ) throws {
    let root = try Reader.read(Self.drill, file: "drill.json5")
    let axis = try #require(TypedAxis("\(key)=1"))
    let error = #expect(throws: UnknownPath.self) { try root.varied(by: [axis]) }
    #expect(error?.description.hasPrefix(sentence) == true)
  }

  @Test func `an unknown key of a known thing is the reader's to tell`() throws {
    let error = #expect(throws: ScenarioError.self) { try drills("steps.cut.fro=5s") }
    #expect(error.map { "\($0.kind)" }?.contains("did you mean 'for'?") == true)
    #expect(error?.place == Place.none)
  }

  @Test(arguments: ["steps.cut.groups=[[seoul],[rack(x)]]", "expect[0].sent=nobody", "acks=1,1"])
  func `what is typed has no place, nor has a part of it`(typed: String) {
    let error = #expect(throws: ScenarioError.self) { try drills(typed) }
    #expect(error?.place == Place.none)
    #expect(error.map { "\($0.kind)" }?.contains("0:") == false)
  }
}
