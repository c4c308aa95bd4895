import ClusterSimulation
import KafkaModel
import SimulationKernel
import Testing

/// Processes that produce end and come back.
@Suite struct ProducerLivesTests {
  private func run(_ steps: String, load: String = "rate: \"100/s\"") throws -> RunRecord {
    var run = Simulation(
      try Drills.plan(
        """
        { title: "", kafkaVersion: "3.9.1", runFor: "10s", clusters: { c: { brokers: 3 } },
          topics: { "c/t": { replicationFactor: 3, partitions: 2 } },
          producers: [ { name: "p", to: "c/t", \(load) } ],
          steps: [ \(steps) ] }
        """), seed: 1)
    run.run()
    return run.record()
  }

  /// When each record was sent, in milliseconds since the start of the load.
  private func sent(_ record: RunRecord) -> [Int64] {
    record.producers[0].ledger.entries.map {
      ($0.sentAt - record.origin.nanoseconds) / 1_000_000
    }
  }

  private func outcomes(_ record: RunRecord) -> (acknowledged: Int, open: Int) {
    let ledger = record.producers[0].ledger
    return (
      ledger.entries.count { $0.outcome == .acknowledged },
      ledger.entries.count { $0.outcome == .open }
    )
  }

  /// Records in the logs, by their numbers.
  private func logged(_ record: RunRecord) -> [Int32] {
    let contents = record.producers[0].contents
    return record.logs.flatMap(\.batches).flatMap {
      Array(contents[$0.content.index])
    }
  }

  @Test func `a killed producer comes back and goes on where its load would be`() throws {
    let record = try run(
      "{ name: \"kill\", at: \"2005ms\", do: \"kill\", target: \"p\", for: \"3s\" }")
    let times = sent(record)
    #expect(times.count == 700)
    #expect(times.filter { (2_005..<5_005).contains($0) } == [])
    #expect(times.first { $0 >= 5_005 } == 5_010)
    #expect(outcomes(record).acknowledged + outcomes(record).open == 700)
    #expect(Set(logged(record)).count >= outcomes(record).acknowledged)
  }

  @Test func `what was open when a producer was killed stays open, and the run ends all the same`()
    throws
  {
    let record = try run(
      """
      { name: "freeze", at: "2s", do: "pause", target: "brokers(c)", for: "2s" },
      { name: "kill", at: "3s", do: "kill", target: "p", for: "3s" }
      """)
    let (acknowledged, open) = outcomes(record)
    #expect(acknowledged + open == sent(record).count)
    #expect((90...110).contains(open))
    #expect(record.end.nanoseconds - record.origin.nanoseconds < 11_000_000_000)
  }

  @Test func `a stopped producer resolves what it has sent, exits and comes back`() throws {
    let record = try run(
      "{ name: \"stop\", at: \"2005ms\", do: \"stop\", target: \"p\", for: \"3s\" }")
    #expect(sent(record).count == 700)
    #expect(outcomes(record).acknowledged == 700)
    #expect(logged(record).sorted() == Array(0..<700))
  }

  @Test func `a restarted producer is away only while it closes`() throws {
    let record = try run("{ name: \"restart\", at: \"2005ms\", do: \"restart\", target: \"p\" }")
    #expect((995...1_000).contains(sent(record).count))
    #expect(outcomes(record).acknowledged == sent(record).count)
  }

  @Test func `a load that is to send a number of records sends the rest afterwards`() throws {
    let record = try run(
      "{ name: \"kill\", at: \"2005ms\", do: \"kill\", target: \"p\", for: \"3s\" }",
      load: "rate: \"100/s\", count: 500")
    #expect(sent(record).count == 500)
    #expect(sent(record).last == 7_990)
  }

  @Test func `a load that ends while its producer is away does not begin again`() throws {
    let record = try run(
      """
      { name: "kill", at: "2005ms", do: "kill", target: "p", for: "3s" },
      { name: "end", at: "3s", do: "stopProducer", producer: "p" }
      """)
    #expect(sent(record).count == 201)
  }

  @Test func `a producer that is away when its load begins joins in when it is back`() throws {
    let record = try run(
      "{ name: \"kill\", at: \"1s\", do: \"kill\", target: \"p\", for: \"3s\" }",
      load: "rate: \"100/s\", start: \"2s\"")
    #expect(sent(record).first == 4_000)
    #expect(sent(record).count == 600)
  }

  /// The broker's controlled shutdown takes longer than the step lasts.
  @Test func `what is still on its way out when its step is over starts when it has exited`()
    throws
  {
    let record = try run(
      "{ name: \"stop\", at: \"2s\", do: \"stop\", target: \"c/1\", for: \"1us\" }")
    let broker = record.journal.entries.filter {
      $0.happening == .processStarted || $0.happening == .processStopped
    }
    #expect(broker.map(\.happening) == [.processStopped, .processStarted])
  }
}
