import KafkaModel
import Testing

/// The connection that a client's metrics sender may leave behind (KIP-714).
struct TelemetryTests {
  /// Whom a producer has connected to after its first record for a partition of broker 2.
  private func connected(
    comesFirst: Bool, change: (inout ProducerSettings) -> Void = { _ in }
  ) -> [NodeID] {
    var draws = ProducerDraws()
    draws.client.telemetry = .recorded([comesFirst ? 1 : 0], next: 0)
    var lab = ProducerLab(leaders: [NodeID(2)], draws: draws, change: change)
    lab.send(0)
    lab.run(to: 1_000)
    return lab.connects.map(\.node)
  }

  @Test func `Metadata that come before the third look make the sender connect to any broker`() {
    #expect(connected(comesFirst: true) == [NodeID(-1), NodeID(1), NodeID(2)])
  }

  @Test func `Otherwise the bootstrap connection serves it`() {
    #expect(connected(comesFirst: false) == [NodeID(-1), NodeID(2)])
  }

  @Test func `A producer that asks for no producer id is served by the bootstrap connection`() {
    let nodes = connected(comesFirst: true) { $0.idempotent = false }
    #expect(nodes == [NodeID(-1), NodeID(2)])
  }

  @Test func `enable.metrics.push=false and clients before 3.7 look for nobody`() throws {
    let nodes = connected(comesFirst: true) { $0.client.pushesMetrics = false }
    #expect(nodes == [NodeID(-1), NodeID(2)])
    let old = try ProducerSettings(version: KafkaVersion(2, 8, 2), [])
    #expect(!old.client.pushesMetrics)
  }
}
