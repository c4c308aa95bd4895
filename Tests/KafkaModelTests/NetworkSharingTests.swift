import KafkaModel
import SimulationKernel
import Testing

private let millisecond: Int64 = 1_000_000
private let second: Int64 = 1_000_000_000

/// Connections that meet before one link.
@Suite struct NetworkSharingTests {
  /// 0.5 Mbit/s, 62.5 kB a second.
  private let narrow = LinkQuality(
    latency: 5 * millisecond, jitter: 0, bandwidth: 500_000, lossNumerator: 0, lossDenominator: 1)

  @Test func `a small answer waits for a window of a long one, not for all of it`() throws {
    let (small, whole) = try waits(behind: narrow)
    // 65 kB of send buffer are 1.05 s of this link.
    #expect(small > 500 * millisecond && small < 1_060 * millisecond)
    #expect(abs(whole - 48_013 * millisecond) < 50 * millisecond)
  }

  @Test func `BBR lets little stand before a link that is narrow for its length`() throws {
    var link = narrow
    link.congestion = .bbr
    let (small, whole) = try waits(behind: link)
    // Four packets are 93 ms of this link.
    #expect(small > 40 * millisecond && small < 110 * millisecond)
    #expect(abs(whole - 48_013 * millisecond) < 50 * millisecond)
  }

  /// How long 200 bytes take that meet 3 MB of another connection, and the 3 MB.
  private func waits(behind link: LinkQuality) throws -> (small: Int64, whole: Int64) {
    var sites = TwoSites(link)
    let (long, short) = (sites.connect(), sites.connect())
    let start = sites.lab.now.nanoseconds
    sites.lab.write(1, bytes: 3_000_000, on: long, from: .server)
    sites.lab.run(until: start + 10 * second)
    sites.lab.write(2, bytes: 200, on: short, from: .server)
    sites.lab.run(until: start + 60 * second)
    let small = try #require(sites.lab.arrival(2)) - start - 10 * second
    return (small, try #require(sites.lab.arrival(1)) - start)
  }

  @Test func `two long answers share a link`() throws {
    var sites = TwoSites(narrow)
    let (one, other) = (sites.connect(), sites.connect())
    let start = sites.lab.now.nanoseconds
    sites.lab.write(1, bytes: 1_000_000, on: one, from: .server)
    sites.lab.write(2, bytes: 1_000_000, on: other, from: .server)
    sites.lab.run(until: start + 60 * second)
    let (first, last) = (try #require(sites.lab.arrival(1)), try #require(sites.lab.arrival(2)))
    #expect(abs(last - start - 32_005 * millisecond) < 50 * millisecond)
    #expect(last - first < 1_200 * millisecond)
  }

  @Test func `what is written behind a long frame follows it`() throws {
    var sites = TwoSites(narrow)
    let id = sites.connect()
    for message in 0..<6 as Range<UInt32> {
      sites.lab.write(message, bytes: message % 2 == 0 ? 300_000 : 100, on: id, from: .server)
    }
    sites.lab.run(until: 60 * second)
    #expect(sites.lab.arrivals == [0, 1, 2, 3, 4, 5])
  }

  @Test(arguments: [true, false])
  func `a cut in the middle of a long frame is survived`(bothWays: Bool) throws {
    var sites = TwoSites(narrow)
    let id = sites.connect()
    let start = sites.lab.now.nanoseconds
    sites.lab.write(1, bytes: 300_000, on: id, from: .server)
    sites.lab.write(2, bytes: 100, on: id, from: .server)
    sites.lab.run(until: start + second)
    let cut = sites.lab.cut([sites.near], [sites.far], bothWays: bothWays)
    sites.lab.run(until: start + 6 * second)
    #expect(sites.lab.arrivals == [])
    sites.lab.heal(cut)
    sites.lab.run(until: start + 60 * second)
    #expect(sites.lab.arrivals == [1, 2])
  }

  @Test func `an end closed by a reset in the middle of a long frame sends no more of it`() {
    var sites = TwoSites(narrow)
    let id = sites.connect()
    sites.lab.write(1, bytes: 300_000, on: id, from: .server)
    sites.lab.run(until: sites.lab.now.nanoseconds + second)
    sites.lab.close(id, side: .server, unread: true)
    sites.lab.run(until: 60 * second)
    #expect(sites.lab.discards == [1])
    #expect(sites.lab.arrivals == [])
  }
}
