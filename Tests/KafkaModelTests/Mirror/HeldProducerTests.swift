import Testing

@testable import KafkaModel

/// A callback that waits keeps its producer's network thread (`Sender.run`).
@Suite struct HeldProducerTests {
  @Test func `A producer whose callback waits does nothing until the callback returns`() {
    var clients = MirrorTaskLab.clients()
    let slot = clients.open(
      ProducerSettings(), ProducerBehaviour(KafkaVersion(3, 9, 1)), at: ClusterIndex(0),
      for: .taskProducer(0),
      named: "producer")
    var effects: [WorkerEffect] = []
    clients.hold(slot)
    _ = clients.write(
      MirrorTaskLab.sync(1, 1), to: TopicIndex(0), PartitionIndex(0), by: slot, now: .zero,
      into: &effects)
    clients.wake(slot, now: .zero, into: &effects)
    #expect(connections(effects) == 0)

    clients.letGo(slot, now: Milliseconds(5), into: &effects)
    #expect(connections(effects) == 1)
  }

  @Test func `To close a producer ends what its callback waits for`() {
    var clients = MirrorTaskLab.clients()
    let slot = clients.open(
      ProducerSettings(), ProducerBehaviour(KafkaVersion(3, 9, 1)), at: ClusterIndex(0),
      for: .taskProducer(0),
      named: "producer")
    var effects: [WorkerEffect] = []
    clients.hold(slot)
    clients.close(slot, timeout: .zero, now: .zero, into: &effects)
    #expect(!clients.isOpen(slot))
  }

  private func connections(_ effects: [WorkerEffect]) -> Int {
    effects.count { if case .connect = $0 { true } else { false } }
  }
}
