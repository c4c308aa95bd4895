import Findings
import Testing

/// How old copies are when their readers get them.
struct CopyAgeTests {
  // A mirror's task has one request on its way to each broker (Connect's max.in.flight.requests.per.connection=1): records of
  // two producers that come 10 ms apart would wait for each other.
  /// A chain of two mirrors over lines of 10 ms each, and a reader at every cluster.
  private static let chain = """
    { title: "t", kafkaVersion: "3.9.1", seed: 1, runFor: "40s",
      sites: { a: {}, b: {}, c: {} },
      links: [ { between: ["a", "b"], rtt: "20ms" }, { between: ["b", "c"], rtt: "20ms" },
        { between: ["a", "c"], rtt: "20ms" } ],
      clusters: { a: { site: "a", brokers: 3 }, b: { site: "b", brokers: 3 },
        c: { site: "c", brokers: 3 } },
      topics: { "a/orders": { partitions: 2, replicationFactor: 3 } },
      producers: [ { name: "near", to: "a/orders", rate: "20/s", site: "a" },
        { name: "far", to: "a/orders", rate: "7/s", site: "c" } ],
      mirrors: [
        { name: "one", source: "a", target: "b", placement: "P1", settings: { topics: "orders" } },
        { name: "two", source: "b", target: "c", placement: "P1", settings: { topics: "a.orders", "refresh.topics.interval.seconds": 5 } } ],
      groups: [
        { name: "first", reads: "a/orders", members: 1, site: "a" },
        { name: "second", reads: "b/a.orders", members: 1, site: "b" },
        { name: "third", reads: "c/b.a.orders", members: 1, site: "c" } ],
      expect: [
        { figure: "deliveryAgeP50", of: "first", where: { producer: "near" }, between: ["0s", "2ms"] },
        { figure: "deliveryAgeP50", of: "second", where: { producer: "near" }, between: ["10ms", "13ms"] },
        { figure: "deliveryAgeP50", of: "third", where: { producer: "near" }, between: ["20ms", "24ms"] },
        { figure: "deliveryAgeP50", of: "third", where: { producer: "far" }, between: ["30ms", "33ms"] } ] }
    """

  @Test func `counts from the send of the first original, through any number of mirrors`() throws {
    let report = try Report.running(Self.chain).report
    for judgement in report.judgements { #expect(judgement.holds, "\(judgement.got)") }
    #expect(report.judgements.count == 4)
  }
}
