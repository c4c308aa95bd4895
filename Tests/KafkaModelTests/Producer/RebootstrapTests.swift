import KafkaModel
import Testing

/// When a client gives up the brokers that it knows (KIP-1102).
struct RebootstrapTests {
  /// A producer whose three brokers fall silent at 1 s: one of them can always be tried, so that none of
  /// the moments of KIP-899 comes, at which no node is left to try.
  private func silencedLab(
    version: KafkaVersion = KafkaVersion(4, 1, 1), change: (inout ProducerSettings) -> Void
  ) -> ProducerLab {
    var lab = ProducerLab(leaders: [NodeID(1), NodeID(2)], version: version, change: change)
    for partition in 0..<2 {
      lab.send(Int32(partition), to: Int32(partition))
      lab.run(to: lab.now.raw + 500)
      lab.answer(partition)
    }
    lab.silent = [NodeID(1), NodeID(2), NodeID(3)]
    lab.cut(NodeID(1))
    lab.cut(NodeID(2))
    return lab
  }

  /// The times at which the bootstrap server was asked for a connection after the silence began.
  private func returns(_ lab: ProducerLab) -> [Int64] {
    lab.connects.filter { $0.node == NodeID(-1) && $0.at.raw > 1_000 }.map(\.at.raw)
  }

  /// How often the bootstrap server was asked for metadata; its connection of the start may still be there.
  private func asked(_ lab: ProducerLab) -> Int {
    lab.metadataAsked.count { $0 == NodeID(-1) }
  }

  @Test
  func `Metadata asked for in vain for longer than the trigger lead back to the bootstrap servers`()
  {
    var lab = silencedLab { $0.client.rebootstrapTrigger = Milliseconds(300_000) }
    lab.run(to: 301_000)
    #expect(asked(lab) == 1)
    // The thread looks when its poll ends, at the latest after request.timeout.ms.
    lab.run(to: 332_000)
    #expect(asked(lab) == 2)
  }

  @Test func `Metadata that come begin the time anew`() {
    var lab = silencedLab { $0.client.rebootstrapTrigger = Milliseconds(60_000) }
    lab.run(to: 40_000)
    lab.silent = []
    lab.run(to: 70_000)
    #expect(lab.metadataAsked.last?.raw ?? -1 > 0)
    lab.silent = [NodeID(1), NodeID(2), NodeID(3)]
    lab.cut(NodeID(1))
    lab.cut(NodeID(2))
    lab.run(to: 129_000)
    #expect(asked(lab) == 1)
    lab.run(to: 165_000)
    #expect(asked(lab) == 2)
  }

  @Test func `A return that does not help is tried again after as long`() {
    var lab = silencedLab { $0.client.rebootstrapTrigger = Milliseconds(60_000) }
    lab.silent.append(NodeID(-1))
    lab.run(to: 200_000)
    #expect(returns(lab).count >= 2)
    #expect(lab.closes.contains(NodeID(-1)))
  }

  @Test(arguments: [
    (KafkaVersion(3, 9, 1), nil, nil),
    (KafkaVersion(4, 1, 1), false, Int64(300_000)),
  ])
  func `Clients before 4.0 and those told not to recover stay with the brokers they know`(
    version: KafkaVersion, recovers: Bool?, trigger: Int64?
  ) {
    var lab = silencedLab(version: version) {
      $0.client.rebootstraps = recovers
      $0.client.rebootstrapTrigger = trigger.map { Milliseconds($0) }
    }
    lab.run(to: 700_000)
    #expect(asked(lab) == 1)
    #expect(returns(lab).isEmpty)
  }

  @Test func `The strategy and the trigger are read as the version has them`() throws {
    let v39 = try ProducerSettings(version: KafkaVersion(3, 9, 1), []).client
    #expect(v39.rebootstraps == nil && v39.rebootstrapTrigger == nil)
    let v41 = try ProducerSettings(
      version: KafkaVersion(4, 1, 1), [Setting("metadata.recovery.strategy", "NONE")]
    ).client
    #expect(v41.rebootstraps == false)
    #expect(v41.rebootstrapTrigger == Milliseconds(300_000))
  }
}
