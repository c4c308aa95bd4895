import ClusterSimulation
import KafkaModel
import SimulationKernel
import Testing

/// Whole estates against what Kafka promises or was recorded to do.
@Suite struct EstateTests {
  private func run(_ text: String, seed: UInt64 = 1) throws -> RunRecord {
    var run = Simulation(try Drills.plan(text), seed: seed)
    run.run()
    return run.record()
  }

  private func acknowledged(_ record: RunRecord, _ producer: Int = 0) -> Int {
    record.producers[producer].ledger.entries.count { $0.outcome == .acknowledged }
  }

  @Test func `a healthy estate acknowledges everything and every replica has it`() throws {
    let record = try run(
      """
      { title: "", kafkaVersion: "3.9.1", runFor: "5s", clusters: { c: { brokers: 3 } },
        topics: { "c/t": { partitions: 4, replicationFactor: 3 } },
        producers: [ { name: "p", to: "c/t", rate: "400/s" } ] }
      """)
    #expect(acknowledged(record) == record.producers[0].ledger.count)
    let logged = record.logs.reduce(0) { $0 + $1.logEnd.raw }
    #expect(logged == Int64(record.producers[0].ledger.count))
    for log in record.logs { #expect(log.highWatermark == log.logEnd) }
  }

  @Test func `a step that isolates a host has come to all that runs on it`() throws {
    let record = try run(
      """
      { title: "", kafkaVersion: "3.9.1", runFor: "5s", hosts: { h: {} },
        clusters: { c: { brokers: 1 } }, topics: { "c/t": {} },
        producers: [ { name: "p", to: "c/t", rate: "10/s", host: "h" },
          { name: "q", to: "c/t", rate: "10/s", host: "h" } ],
        steps: [ { at: "2s", do: "isolate", target: "h", for: "1s" },
          { at: "4s", do: "kill", target: "hitBy(step 1)" } ] }
      """)
    let producers = [2, 3].map { ProcessIndex($0) }
    #expect(record.steps.map(\.processes) == [producers, producers])
  }

  @Test(arguments: ["2s", "5s"])
  func `the load waits for topics that slow disks make late`(sync: String) throws {
    let record = try run(
      """
      { title: "", kafkaVersion: "3.9.1", runFor: "20s",
        clusters: { c: { brokers: 1, disk: { sync: "\(sync)" } } }, topics: { "c/t": {} },
        producers: [ { name: "p", to: "c/t", rate: "10/s" } ] }
      """)
    #expect(record.producers[0].ledger.count == 200)
    #expect(acknowledged(record) == 200)
  }

  @Test(arguments: [
    #"producers: [ { name: "p", to: "c/t", rate: "10/s" } ]"#,
    #"groups: [ { name: "g", reads: "c/t" } ]"#,
  ])
  func `without its topics a run ends before the load, and says so first and once`(
    load: String
  ) throws {
    let record = try run(
      """
      { title: "", kafkaVersion: "3.9.1", runFor: "5s",
        clusters: { c: { brokers: 1, processing: "1h" } },
        topics: { "c/t": {}, "c/u": { partitions: 2 } }, \(load) }
      """)
    #expect(record.producers.allSatisfy { $0.ledger.count == 0 })
    #expect(!record.hasLoad)
    #expect(record.notes.first?.hasPrefix("the load never began") == true)
    #expect(record.notes.first?.contains("c/t, c/u could not be made") == true)
    #expect(Set(record.notes).count == record.notes.count)
  }

  /// Their products need more than 64 bits: 1199 x 8.64e16 ns, and 1.2e7 us x 1e10 mHz.
  @Test func `rates over long times and long ramps are exact`() throws {
    let record = try run(
      """
      { title: "", kafkaVersion: "3.9.1", runFor: "12s",
        clusters: { c: { brokers: 1 } }, topics: { "c/t": {} },
        producers: [
          { name: "steady", to: "c/t", rate: "8640000000/1000d" },
          { name: "rising", to: "c/t",
            schedule: { ramp: { from: "100/s", to: "10000000/s", over: "9999d" } } } ] }
      """)
    #expect(record.producers[0].ledger.count == 1_200)
    #expect((1_200...1_300).contains(record.producers[1].ledger.count))
  }

  /// The areas under the rates, and the record at the beginning.
  @Test(arguments: [("0/s", "10/s", 50 + 100), ("10/s", "0/s", 50), ("10/s", "20/s", 150 + 200)])
  func `a ramp sends what its rates add up to`(from: String, to: String, count: Int) throws {
    let record = try run(
      """
      { title: "", kafkaVersion: "3.9.1", runFor: "20s", clusters: { c: { brokers: 1 } },
        topics: { "c/t": {} }, producers: [ { name: "p", to: "c/t",
          schedule: { ramp: { from: "\(from)", to: "\(to)", over: "10s" } } } ] }
      """)
    #expect((count...(count + 1)).contains(record.producers[0].ledger.count))
  }

  @Test func `a changed rate that is undone is the producer's own again`() throws {
    let record = try run(
      """
      { title: "", kafkaVersion: "3.9.1", runFor: "10s", clusters: { c: { brokers: 1 } },
        topics: { "c/t": {} }, producers: [ { name: "p", to: "c/t", rate: "10/s" } ],
        steps: [ { at: "2s", do: "changeRate", producer: "p", rate: "100/s", for: "3s" } ] }
      """)
    #expect(record.producers[0].ledger.count == 20 + 300 + 50)
  }

  @Test func `a measured time is drawn from the list, each as often as it stands there`() {
    let span = DrawnSpan(measured: [2, 2, 374])
    var stream = RandomStream(seed: 1, name: "host", purpose: "disk sync")
    let drawn = (0..<3_000).map { _ in span.draw(&stream) }
    #expect(Set(drawn) == [2, 374])
    #expect((900...1_100).contains(drawn.count { $0 == 374 }))
  }

  /// KIP-631: fenced when the session of 9 s, counted from a heartbeat every 2 s, has run out.
  @Test(arguments: [UInt64(1), 2, 3, 4])
  func `a killed leader is replaced 7 to 9.1 seconds later`(seed: UInt64) throws {
    let record = try run(Drills.leaderKill, seed: seed)
    let killed = try #require(record.steps[0].firedAt)
    let election = try #require(
      record.journal.entries.first {
        guard $0.at > killed, case .machine(.leaderElected) = $0.happening else { return false }
        return true
      })
    let waited = (election.at.nanoseconds - killed.nanoseconds) / 1_000_000
    #expect((7_000...9_100).contains(waited))
  }

  /// B4: acks=all with the default, idempotent producer loses and doubles nothing over a leader's death.
  @Test(arguments: [UInt64(1), 2, 3])
  func `acks=all over a leader's death keeps every record once`(seed: UInt64) throws {
    let record = try run(Drills.leaderKill, seed: seed)
    var copies = [Int](repeating: 0, count: record.producers[0].ledger.count)
    for log in record.logs {
      for batch in log.batches where batch.content.producer == 0 {
        for number in record.producers[0].contents[batch.content.index] { copies[Int(number)] += 1 }
      }
    }
    #expect(copies.allSatisfy { $0 == 1 })
  }

  /// `Sender` is a thread of its own: between `wakeup()` and its pass the calling thread goes on appending.
  /// An answer wakes it as well, so that a wait's five records go in one batch or two.
  @Test(arguments: [("0ms", 1000...1000), ("5ms", 160...420)])
  func `records that come while the network thread waits for a processor share a batch`(
    wait: String, batches: ClosedRange<Int>
  ) throws {
    let record = try run(
      """
      { title: "", kafkaVersion: "3.9.1", runFor: "2s", clusters: { c: { brokers: 1 } },
        hosts: { busy: { processing: "\(wait)" } },
        topics: { "c/t": { partitions: 1, replicationFactor: 1 } },
        producers: [ { name: "p", host: "busy", to: "c/t", rate: "1000/s", count: 1000,
          config: { "linger.ms": 0 } } ] }
      """)
    #expect(acknowledged(record) == 1000)
    #expect(batches.contains(record.producers[0].contents.count))
  }

  /// Two waits lie between send() and the acknowledgement: that of the network thread and that for the answer.
  @Test(arguments: [("0%", 0...0), ("10%", 130...250), ("100%", 1000...1000)])
  func `a share of the waits for a processor is longer than the others`(
    share: String, slow: ClosedRange<Int>
  ) throws {
    let record = try run(
      """
      { title: "", kafkaVersion: "3.9.1", runFor: "101s", clusters: { c: { brokers: 1 } },
        hosts: { busy: { processing: { usually: "0ms..5ms", sometimes: "40ms", share: "\(share)" } } },
        topics: { "c/t": { partitions: 1, replicationFactor: 1 } },
        producers: [ { name: "p", host: "busy", to: "c/t", rate: "10/s", count: 1000,
          config: { "linger.ms": 0 } } ] }
      """)
    let ledger = record.producers[0].ledger
    let taken = ledger.entries.map { $0.completedAt - $0.sentAt }
    #expect(slow.contains(taken.count { $0 >= 40_000_000 }))
  }

  @Test func `who left the in-sync replicas, or came back, explains their change`() throws {
    let plan = try Drills.plan(
      """
      { kafkaVersion: "3.9.1", runFor: "60s", clusters: { c: { brokers: 3 } },
        topics: { "c/t": { assignment: [[1, 2, 3]] } },
        producers: [ { name: "p", to: "c/t", rate: "100/s" } ],
        steps: [
          { at: "5s", do: "stop", target: "c/3", for: "15s" },
          { at: "30s", do: "pause", target: "c/2", for: "40s" } ] }
      """)
    var simulation = Simulation(plan, seed: 1)
    simulation.run()
    let journal = simulation.record().journal
    let changes = journal.entries.filter { entry in
      if case .machine(.isrChanged) = entry.happening {
        entry.at >= simulation.record().origin
      } else {
        false
      }
    }
    let causes = changes.map { $0.cause.map { journal[$0].happening } }
    #expect(
      causes == [
        .machine(.brokerFenced(NodeID(3))), .machine(.brokerUnfenced(NodeID(3))),
        .machine(.brokerFenced(NodeID(2))),
      ])
  }

  @Test func `every cause in the journal comes before its effect`() throws {
    let record = try run(Drills.leaderKill)
    for (index, entry) in record.journal.entries.enumerated() {
      if let cause = entry.cause { #expect(Int(cause.raw) < index) }
    }
  }

  @Test func `a paused producer sends what was due when it is woken`() throws {
    let record = try run(
      """
      { title: "", kafkaVersion: "3.9.1", runFor: "10s", clusters: { c: { brokers: 1 } },
        topics: { "c/t": { partitions: 1, replicationFactor: 1 } },
        producers: [ { name: "p", to: "c/t", rate: "100/s" } ],
        steps: [ { at: "3s", do: "pause", target: "p", for: "4s" } ] }
      """)
    let ledger = record.producers[0].ledger
    let origin = record.origin.nanoseconds
    #expect(ledger.count == 1000)
    #expect(
      !ledger.entries.contains { (3_000_000_001..<7_000_000_000).contains($0.sentAt - origin) })
    #expect(ledger.entries.count { $0.sentAt - origin == 7_000_000_000 } == 401)
  }

  /// A broker that is asked to stop goes within some seconds, and its start is asked for before.
  @Test(arguments: [
    #"{ at: "11s", do: "start", target: "c/1", startsIn: "1s" }"#,
    #"{ at: "11s", do: "start", target: "c/1" }, { at: "11100ms", do: "start", target: "c/1" }"#
      + #", { at: "30s", do: "stop", target: "c/1" }, { at: "45s", do: "start", target: "c/1" }"#,
    "",
  ])
  func `a start of a process on its way out waits until it has ended`(start: String) throws {
    let length = start.isEmpty ? #"for: "1s""# : ""
    let kill = """
      { at: "11500ms", do: "kill", target: "c/2" }, { at: "12s", do: "start", target: "c/2" }
      """
    let record = try run(
      """
      { kafkaVersion: "3.9.1", runFor: "60s", clusters: { c: { brokers: 3 } },
        topics: { "c/t": { replicationFactor: 3 } },
        producers: [ { name: "p", to: "c/t", rate: "100/s" } ],
        steps: [ { at: "10s", do: "stop", target: "c/1", \(length) }, \(start.isEmpty ? kill : start) ] }
      """)
    let lives = record.journal.entries.filter {
      $0.at >= record.origin && $0.happening == .processStarted
    }
    let isAskedTwice = start.contains("11100ms")
    #expect(lives.count == (start.isEmpty || isAskedTwice ? 2 : 1))
    // What was asked for twice has started once, and does not start by itself after the next stop.
    if isAskedTwice {
      #expect(
        lives.allSatisfy {
          let at = $0.at.nanoseconds - record.origin.nanoseconds
          return at < 30_000_000_000 || at > 45_000_000_000
        })
    }
    #expect(record.steps.allSatisfy { $0.firedAt != nil })
    let isr = record.logs.map { $0.isr.count }
    #expect(isr == [3])
  }
}
