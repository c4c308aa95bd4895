import Firedrill
import Testing

/// What a task copies is bounded by what one round trip can carry: the answers to its fetches if it runs at the
/// target, its one request in flight if it runs at the source.
@Suite("How fast a mirror copies a backlog")
struct MirrorThroughputTests {
  enum Tuning: CaseIterable { case defaults, tuned }

  /// One partition, by default with 10 MB, one task, 25 MB/s between the sites.
  private func copied(
    _ placement: String, roundTrip: Int, _ tuning: Tuning, records: Int = 10_000
  ) throws -> Double {
    let tuned = #"""
      "source.consumer.receive.buffer.bytes": -1,
      "source.consumer.max.partition.fetch.bytes": 8388608,
      "source->target.producer.override.batch.size": 524288,
      "source->target.producer.override.linger.ms": 20,
      "source->target.producer.override.max.request.size": 4194304,
      "source->target.producer.override.send.buffer.bytes": -1,
      """#
    let brokers = #"""
      "offsets.topic.replication.factor": 1,
      "socket.send.buffer.bytes": \#(tuning == .tuned ? -1 : 102_400),
      """#
    let drill = try Drill(
      #"""
      { title: "One task copies a backlog", kafkaVersion: "3.9", runFor: "45s",
        sites: { a: {}, b: {} },
        links: [ { between: ["a", "b"], rtt: "\#(roundTrip)ms", bandwidth: "200Mbit/s" } ],
        clusters: { source: { site: "a", brokers: 1, config: { \#(brokers) } },
                    target: { site: "b", brokers: 1, config: { \#(brokers) } } },
        topics: { "source/orders": { partitions: 1 } },
        producers: [ { name: "backlog", to: "source/orders", site: "a", rate: "100000/s", count: \#(records),
                       recordSize: "1000B" } ],
        mirrors: [ { name: "m", source: "source", target: "target", placement: "\#(placement)",
                     connectors: ["source"], start: "2s",
                     settings: { "topics": "orders", "tasks.max": 1, "replication.factor": 1,
                                 "offset-syncs.topic.replication.factor": 1,
                                 \#(tuning == .tuned ? tuned : "")
                                 "target.config.storage.replication.factor": 1,
                                 "target.offset.storage.replication.factor": 1,
                                 "target.status.storage.replication.factor": 1 } } ] }
      """#)
    guard
      case .bandwidth(let bits)? = try drill.run(seed: 1).value(
        .mirrorThroughput, of: .mirror("m"))
    else {
      Issue.record("nothing was copied")
      return 0
    }
    return Double(bits) / 8
  }

  /// Bytes a second that the link carries.
  private let link = 25_000_000.0

  /// Linux doubles a receive buffer and counts the memory of packets against it.
  private func window(receiveBuffer: Double) -> Double { receiveBuffer * 2 * 1_448 / 2_304 }

  @Test(arguments: [1, 10, 50, 100, 200], Tuning.allCases)
  func `at the target, no more than a fetch a round trip and a window, and nearly that`(
    roundTrip: Int, tuning: Tuning
  ) throws {
    let seconds = Double(roundTrip) / 1_000
    let (fetch, window) =
      switch tuning {
      case .defaults: (1_048_576.0, window(receiveBuffer: 65_536))
      case .tuned: (8_388_608.0, 4_194_304.0)
      }
    let bound = fetch / (seconds + fetch / min(window / seconds, link))
    // The start of a task takes some seven round trips, which are to be a small part of the time.
    let records = max(10_000, Int(80 * seconds * bound / 1_000))
    let copied = try copied("P1", roundTrip: roundTrip, tuning, records: records)
    #expect(copied <= bound)
    if window / seconds < link { #expect(copied >= 0.9 * bound) }
  }

  @Test(arguments: [1, 10, 50, 100, 200], Tuning.allCases)
  func `at the source, no more than a batch a round trip`(roundTrip: Int, tuning: Tuning) throws {
    let seconds = Double(roundTrip) / 1_000
    let (batch, window) =
      switch tuning {
      case .defaults: (16_384.0, 131_072.0)
      case .tuned: (524_288.0, window(receiveBuffer: 102_400))
      }
    let bound = min(batch / seconds, window / seconds, link)
    let copied = try copied("P3", roundTrip: roundTrip, tuning)
    #expect(copied <= bound)
    #expect(copied > bound / 10)
  }
}
