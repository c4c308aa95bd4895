import KafkaModel
import SimulationKernel
import Testing

private let millisecond: Int64 = 1_000_000
private let second: Int64 = 1_000_000_000

@Suite struct NetworkCutTests {
  /// A request a second answered at once, so that the round trip is all the sender sees.
  private func warm(_ latency: Int64) -> (TwoSites, ConnectionID) {
    var sites = TwoSites(LinkQuality(latency: latency))
    let id = sites.connect()
    for message in 0..<40 as Range<UInt32> {
      sites.lab.write(1_000 + message, bytes: 100, on: id, from: .client)
      sites.lab.run(until: sites.lab.now.nanoseconds + latency)
      sites.lab.write(2_000 + message, bytes: 100, on: id, from: .server)
      sites.lab.run(until: sites.lab.now.nanoseconds + latency)
    }
    sites.lab.run(until: 10 * second)
    return (sites, id)
  }

  @Test(arguments: [50_000, 5 * millisecond, 20 * millisecond] as [Int64], [5, 20] as [Int64])
  func `after a cut traffic resumes at the next doubling of the time-out`(
    latency: Int64, seconds: Int64
  ) throws {
    var (sites, id) = warm(latency)
    let start = sites.lab.now.nanoseconds
    let cut = sites.lab.cut([sites.near], [sites.far])
    sites.lab.write(1, bytes: 100, on: id, from: .client)
    sites.lab.run(until: start + second)
    sites.lab.write(2, bytes: 100, on: id, from: .client)
    sites.lab.run(until: start + seconds * second)
    sites.lab.heal(cut)
    sites.lab.run(until: start + 100 * second)
    // 200 ms and the round trip: a probe, the first time-out, and then 5 or 7 that double; the kernel's timers are
    // never early, those of seconds up to 0.26 s late.
    let timeout = 200 * millisecond + 2 * latency
    let timeouts: Int64 = seconds == 5 ? 32 : 128
    let arrival = try #require(sites.lab.arrival(1))
    let late = arrival - (start + timeouts * timeout + latency)
    #expect(late >= 0)
    #expect(late <= timeouts * (latency + 4 * millisecond) + 900 * millisecond)
    #expect(sites.lab.arrival(2) == arrival + 2 * latency)
  }

  @Test(arguments: [(5, 2_000...4_000), (20, 8_000...11_000)] as [(Int64, ClosedRange<Int64>)])
  func
    `polls answered after 25 ms resume 2 to 4 s after a 5 s cut, 8 to 11 s after 20 s`(
      seconds: Int64, after: ClosedRange<Int64>
    ) throws
  {
    var sites = TwoSites(LinkQuality(latency: 5 * millisecond))
    let id = sites.connect()
    // The answer carries the acknowledgement, so its wait is part of the round trip that the sender
    // sees.
    for message in 0..<40 as Range<UInt32> {
      sites.lab.write(1_000 + message, bytes: 100, on: id, from: .client)
      sites.lab.run(until: sites.lab.now.nanoseconds + 30 * millisecond)
      sites.lab.write(2_000 + message, bytes: 100, on: id, from: .server)
      sites.lab.run(until: sites.lab.now.nanoseconds + 5 * millisecond)
    }
    let start = sites.lab.now.nanoseconds
    let cut = sites.lab.cut([sites.near], [sites.far])
    sites.lab.write(1, bytes: 100, on: id, from: .client)
    sites.lab.run(until: start + seconds * second)
    sites.lab.heal(cut)
    sites.lab.run(until: start + 100 * second)
    let arrival = try #require(sites.lab.arrival(1))
    let resumed = (arrival - start - seconds * second) / millisecond
    #expect(after.contains(resumed))
  }

  @Test func `what left before the cut arrives, what had not left waits`() throws {
    let quality = LinkQuality(
      latency: 10 * millisecond, jitter: 0, bandwidth: 8_000_000, lossNumerator: 0,
      lossDenominator: 1)
    var sites = TwoSites(quality)
    let id = sites.connect()
    let start = sites.lab.now.nanoseconds
    for message in 0..<4 as Range<UInt32> {
      sites.lab.write(message, bytes: 5_000, on: id, from: .client)
    }
    sites.lab.run(until: start + 12 * millisecond)
    let cut = sites.lab.cut([sites.far], [sites.near])
    sites.lab.run(until: start + 100 * millisecond)
    #expect(sites.lab.arrivals == [0, 1])
    sites.lab.heal(cut)
    sites.lab.run(until: start + second)
    #expect(sites.lab.arrivals == [0, 1, 2, 3])
    #expect(try #require(sites.lab.arrival(2)) > start + 200 * millisecond)
  }

  @Test func `a cut of the way back lets data through until the first time-out`() throws {
    var (sites, id) = warm(5 * millisecond)
    let start = sites.lab.now.nanoseconds
    let cut = sites.lab.cut([sites.far], [sites.near], bothWays: false)
    sites.lab.write(1, bytes: 100, on: id, from: .client)
    sites.lab.run(until: start + 100 * millisecond)
    sites.lab.write(2, bytes: 100, on: id, from: .client)
    sites.lab.run(until: start + 300 * millisecond)
    sites.lab.write(3, bytes: 100, on: id, from: .client)
    sites.lab.run(until: start + 3 * second)
    #expect(sites.lab.arrival(1) == start + 5 * millisecond)
    #expect(sites.lab.arrival(2) == start + 105 * millisecond)
    #expect(sites.lab.arrival(3) == nil)
    sites.lab.heal(cut)
    sites.lab.run(until: start + 10 * second)
    let arrival = try #require(sites.lab.arrival(3))
    // The retransmission at 16 time-outs after the write, its acknowledgement, then the rest.
    let late = arrival - start - 16 * 210 * millisecond - 15 * millisecond
    #expect(late >= 0 && late < 300 * millisecond)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>)
  func `the timers of a host fall together, and the long ones up to 2 s late`(
    seed: UInt64
  ) throws {
    var sites = TwoSites(LinkQuality(latency: 5 * millisecond), seed: seed)
    let ids = [sites.connect(), sites.connect(), sites.connect()]
    let cut = sites.lab.cut([sites.near], [sites.far])
    let start = sites.lab.now.nanoseconds
    for (message, id) in ids.enumerated() {
      sites.lab.write(UInt32(message), bytes: 100, on: id, from: .client)
      sites.lab.run(until: sites.lab.now.nanoseconds + 3 * millisecond)
    }
    sites.lab.run(until: start + 35 * second)
    sites.lab.heal(cut)
    sites.lab.run(until: start + 100 * second)
    let arrivals = try (0..<3 as Range<UInt32>).map { try #require(sites.lab.arrival($0)) - start }
    for arrival in arrivals {
      #expect(arrival >= 256 * 210 * millisecond)
      #expect(arrival <= 256 * 216 * millisecond + 3_000 * millisecond)
    }
    // Of three that began 6 ms apart, at least two lie in one slot of 2 s.
    #expect(Set(arrivals).count < 3)
  }

  @Test func `data of the peer carries the acknowledgement that was missing`() throws {
    var (sites, id) = warm(5 * millisecond)
    let start = sites.lab.now.nanoseconds
    let cut = sites.lab.cut([sites.far], [sites.near], bothWays: false)
    sites.lab.write(1, bytes: 100, on: id, from: .client)
    sites.lab.run(until: start + 2 * second)
    sites.lab.write(2, bytes: 100, on: id, from: .client)
    sites.lab.heal(cut)
    sites.lab.write(3, bytes: 100, on: id, from: .server)
    sites.lab.run(until: start + 10 * second)
    #expect(sites.lab.arrival(3) == start + 2 * second + 5 * millisecond)
    #expect(sites.lab.arrival(2) == start + 2 * second + 10 * millisecond)
  }

  @Test func `overlapping cuts heal one by one`() throws {
    var (sites, id) = warm(millisecond)
    let start = sites.lab.now.nanoseconds
    let first = sites.lab.cut([sites.near], [sites.far])
    let second = sites.lab.cut([sites.near], [sites.far], bothWays: false)
    sites.lab.write(1, bytes: 100, on: id, from: .client)
    sites.lab.heal(first)
    sites.lab.run(until: start + 30_000 * millisecond)
    #expect(sites.lab.arrival(1) == nil)
    sites.lab.heal(second)
    sites.lab.run(until: start + 100_000 * millisecond)
    #expect(sites.lab.arrival(1) != nil)
  }

  @Test
  func
    `a SYN is repeated every second for 5 s, then after 2 s, and connects at the first after the healing`()
    throws
  {
    var sites = TwoSites(LinkQuality(latency: 5 * millisecond))
    let cut = sites.lab.cut([sites.near], [sites.far])
    let id = sites.open()
    // A timer of a second comes up to 36 ms late, one of 2 s up to 260 ms.
    sites.lab.run(until: 5_200 * millisecond)
    sites.lab.heal(cut)
    sites.lab.run(until: 20 * second)
    let established = try #require(sites.lab.time(of: .established(id)))
    let late = established - (7 * second + 10 * millisecond)
    #expect(late >= 0 && late <= (5 * 36 + 260) * millisecond)
  }

  @Test func `an unanswered SYN is given up after 131 s, by timers up to 5 s late`() throws {
    var sites = TwoSites(LinkQuality(latency: 5 * millisecond))
    _ = sites.lab.cut([sites.near], [sites.far])
    let id = sites.open()
    sites.lab.run(until: 200 * second)
    let closed = try #require(sites.lab.time(of: .closed(id, side: .client, .timedOut)))
    #expect(closed >= 131 * second && closed <= 136 * second)
    #expect(sites.lab.network.processes(of: id) == nil)
  }

  @Test func `a client that gives up connecting hears no more of it`() {
    var sites = TwoSites(LinkQuality(latency: 5 * millisecond))
    let id = sites.open()
    sites.lab.close(id, side: .client)
    sites.lab.run(until: 200 * second)
    #expect(sites.lab.happenings.isEmpty)
    #expect(sites.lab.network.processes(of: id) == nil)
  }

  @Test func `retransmissions unanswered for 15 minutes end the connection`() throws {
    var (sites, id) = warm(5 * millisecond)
    let start = sites.lab.now.nanoseconds
    _ = sites.lab.cut([sites.near], [sites.far])
    sites.lab.write(1, bytes: 100, on: id, from: .client)
    sites.lab.run(until: start + 2_000 * second)
    let end = try #require(sites.lab.time(of: .closed(id, side: .client, .timedOut)))
    #expect((924...1_050).contains((end - start) / second))
    #expect(sites.lab.discards == [1])
  }
}
