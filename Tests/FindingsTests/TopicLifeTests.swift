import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import Testing

/// A topic of two partitions that is deleted at 10 s and made again with three at 20 s.
@Suite struct `A topic that is made again` {
  private let scenario: Scenario

  init() throws {
    let text = """
      { kafkaVersion: "3.9.1", runFor: "40s",
        clusters: { c: { brokers: 3, config: { "auto.create.topics.enable": false } } },
        topics: { "c/t": { partitions: 2 } },
        producers: [ { name: "p", to: "c/t", rate: "20/s", partition: "inTurn" } ],
        groups: [ { name: "g", reads: "c/t", config: { "auto.offset.reset": "earliest" } } ],
        steps: [ { name: "delete", at: "10s", do: "deleteTopic", topic: "c/t" },
          { name: "make", at: "20s", do: "createTopic", topic: "c/t", partitions: 3 } ] }
      """
    scenario = try Scenario.read(Array(text.utf8), file: "d.json5")
  }

  private func simulation() throws -> Simulation {
    var compiler = PlanCompiler(scenario, file: "d.json5")
    return Simulation(try compiler.compile(), seed: 1)
  }

  @Test(arguments: [(5, 2), (30, 3)])
  func `has in each life what was asked for it`(seconds: Int64, partitions: Int) throws {
    var simulation = try simulation()
    simulation.run(until: seconds * 1_000_000_000)
    let life = simulation.record().logs.filter { $0.topic == (seconds < 20 ? 0 : 1) }
    #expect(life.count == partitions)
  }

  @Test func `is told of as one that was deleted, and its last life once`() throws {
    var simulation = try simulation()
    simulation.run()
    let report = Report(
      simulation.record(), of: scenario, file: "d.json5", variation: "", replay: "firedrill run")
    let text = report.text(.plain)
    #expect(text.contains("its topic was deleted at 10.000 s"))
    #expect(!text.contains("the journal has no entry"))
    #expect(report.groups[0].partitions.count == 3)
  }

  /// The same with brokers that make topics for clients, and no second step.
  @Test func `is told with whoever named it, if a broker made it`() throws {
    let text = """
      { kafkaVersion: "3.9.1", runFor: "20s",
        clusters: { c: { brokers: 3, config: { "num.partitions": 2 } } },
        topics: { "c/t": { partitions: 2, replicationFactor: 3 } },
        producers: [ { name: "p", to: "c/t", rate: "20/s", partition: "inTurn" } ],
        steps: [ { name: "delete", at: "10s", do: "deleteTopic", topic: "c/t" } ],
        expect: [ { logEndOffset: "c/t/1", atLeast: 80 } ] }
      """
    let words = try Report.running(text).report.words
    #expect(words.contains("p named c/t to broker"))
    #expect(
      words.contains(
        "with 2 partitions and replication factor 1 (auto.create.topics.enable, num.partitions, "
          + "default.replication.factor)"))
    #expect(words.contains("its topic was deleted at 10.000 s"))
    #expect(words.contains("all 1 expectation"))
  }

  /// KAFKA-13310: commits of what is gone are tried again for the time of max.poll.interval.ms.
  @Test(arguments: [(1, true), (2, false)])
  func `keeps its group waiting if it is smaller, which the stall says`(
    partitions: Int, stalls: Bool
  ) throws {
    let text = """
      { kafkaVersion: "3.9.1", runFor: "40s",
        clusters: { c: { brokers: 3, config: { "num.partitions": \(partitions) } } },
        topics: { "c/t": { partitions: 2, replicationFactor: 3 } },
        producers: [ { name: "p", to: "c/t", rate: "50/s", keys: { cycle: 100 } } ],
        groups: [ { name: "g", reads: "c/t",
          config: { "auto.offset.reset": "earliest", "max.poll.interval.ms": 12000 } } ],
        steps: [ { name: "delete", at: "10s", do: "deleteTopic", topic: "c/t" } ] }
      """
    let words = try Report.running(text).report.words
    #expect(words.contains("commit for partitions that are gone until") == stalls)
    #expect(words.contains("that offset was of the topic which was deleted at 10.000 s"))
  }

  /// Answers for partitions that the next life does not have, a figure of one, and a step that adds fewer than it has.
  @Test(arguments: [(1, 2), (4, 3)])
  func `may have other partitions than records and figures name`(
    partitions: Int, grown: Int
  ) throws {
    let text = """
      { kafkaVersion: "3.9.1", runFor: "40s", clusters: { c: { brokers: 3 } },
        topics: { "c/t": { partitions: 2 } },
        producers: [ { name: "p", to: "c/t", rate: "200/s", keys: { cycle: 50 } } ],
        steps: [ { at: "10s", do: "deleteTopic", topic: "c/t" },
          { at: "10s", do: "createTopic", topic: "c/t", partitions: \(partitions) },
          { at: "20s", do: "addPartitions", topic: "c/t", to: \(max(grown, partitions)) },
          { at: "30s", do: "deleteTopic", topic: "c/t" } ],
        expect: [ { partitionShare: "c/t/\(partitions > 2 ? 3 : 1)", atMost: "100%" } ] }
      """
    let (report, record) = try Report.running(text)
    #expect(report.text(.plain).contains("its topic was deleted at 10.000 s"))
    // What waited for the next life stands with it.
    let lives = record.producers[0].ledger.topics
    #expect(lives == Set(record.topicNumbers.filter { $0.raw >= 0 }))
  }
}

extension RecordLedger {
  fileprivate var topics: Set<TopicIndex> { Set((0..<count).map { self[$0].partition.topic }) }
}
