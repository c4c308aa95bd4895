import ClusterSimulation
import KafkaModel
import Scenario
import Testing

/// Settings in properties files that a drill names.
@Suite struct `A properties file of a drill` {
  private func compiler(
    _ properties: String, config: String = "{}", files: Bool = true
  ) throws -> PlanCompiler {
    let text = """
      { kafkaVersion: "3.9", runFor: "1m", clusters: { lab: { brokers: 3 } },
        topics: { "lab/orders": {} },
        producers: [ { name: "shop", to: "lab/orders", rate: "1/s", properties: "p.properties",
                       config: \(config) } ] }
      """
    return PlanCompiler(
      try Scenario.read(Array(text.utf8), file: "drills/x.json5"), file: "drills/x.json5",
      files: files ? [.init(name: "p.properties", bytes: Array(properties.utf8))] : [])
  }

  private func error(
    _ properties: String, config: String = "{}", files: Bool = true
  ) throws -> String {
    var compiler = try compiler(properties, config: config, files: files)
    do { _ = try compiler.compile() } catch { return "\(error)" }
    return "no error"
  }

  @Test func `is named with its line where Kafka refuses a value`() throws {
    #expect(
      try error("# ours\nacks = all\nlinger.ms = 5ms\n")
        == "drills/p.properties:3:1: producer shop refuses its settings: Invalid value 5ms for "
        + "configuration linger.ms: Not a number of type LONG")
    #expect(
      try error("linger.ms=1\nlinger.ms=x\n").hasPrefix("drills/p.properties:2:1: producer shop"))
    // Sentences about several settings stand at the first that is set.
    #expect(
      try error("request.timeout.ms=2\ndelivery.timeout.ms=1\n")
        .hasPrefix("drills/p.properties:2:1: producer shop"))
    #expect(try error("partitioner.class=Mine\n").hasPrefix("drills/p.properties:1:1: "))
    #expect(
      try error("compression.type=none\ntransactional.id=x\n")
        .hasPrefix("drills/p.properties:2:1: transactional.id=x is not modelled yet"))
  }

  @Test func `gives way to the drill's own config, which errors then name`() throws {
    #expect(
      try error("linger.ms=x\n", config: "{ \"linger.ms\": 5 }") == "no error")
    #expect(
      try error("linger.ms=5\n", config: "{ \"linger.ms\": -5 }")
        .hasPrefix("drills/x.json5:4:"))
  }

  @Test func `is refused for an escape that Java refuses`() throws {
    #expect(
      try error("acks=all\nlinger.ms=\\u00g5\n")
        == "drills/p.properties:2:1: Malformed \\uxxxx encoding: a 'u' behind a backslash needs "
        + "four hexadecimal digits")
  }

  @Test func `is refused with a byte order mark, which would hide its first key`() throws {
    #expect(
      try error("\u{FEFF}acks=all\n")
        == "drills/p.properties:1:1: the file begins with a byte order mark, which Java reads as a "
        + "part of the first key")
  }

  @Test func `is called in every note with its line, and what stands twice is told`() throws {
    var compiler = try compiler("lingr.ms=1\nlinger.ms=5\nacks=1\nlinger.ms=7\n")
    let plan = try compiler.compile()
    #expect(plan.producers[0].settings.linger == Milliseconds(7))
    #expect(
      plan.notes == [
        "shop: lingr.ms (p.properties:1) is no setting of any modelled version; did you mean "
          + "linger.ms?",
        "shop: linger.ms (p.properties:2) counts for nothing: line 4 of the same file sets it again",
      ])
  }

  @Test func `that nobody can read is no declaration that lacks`() throws {
    #expect(
      try error("", files: false)
        == "drills/x.json5:3:16: 'p.properties' is not there to be read: a drill that is no file "
        + "has its settings in 'config' or 'settings'")
  }
}
