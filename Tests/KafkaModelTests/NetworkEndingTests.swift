import KafkaModel
import SimulationKernel
import Testing

private let millisecond: Int64 = 1_000_000
private let second: Int64 = 1_000_000_000

@Suite struct NetworkEndingTests {
  private let latency = 5 * millisecond

  private func connected() -> (TwoSites, ConnectionID) {
    var sites = TwoSites(LinkQuality(latency: latency))
    let id = sites.connect()
    return (sites, id)
  }

  private func kill(_ process: ProcessIndex, in sites: inout TwoSites) {
    sites.lab.perform { $0.kill(process, at: $1, into: &$2) }
  }

  private func setPower(_ power: HostPower, of host: HostIndex, in sites: inout TwoSites) {
    sites.lab.perform { $0.setPower(of: host, to: power, at: $1, into: &$2) }
  }

  @Test func `a close follows what was written, and the slot is used again`() {
    var (sites, id) = connected()
    sites.lab.write(1, bytes: 200_000, on: id, from: .client)
    sites.lab.close(id, side: .client)
    sites.lab.run(until: 3 * second)
    let end = sites.lab.time(of: .closed(id, side: .server, .finished))
    #expect(end == sites.lab.arrival(1))
    sites.lab.close(id, side: .server)
    sites.lab.run(until: 4 * second)
    #expect(sites.lab.network.processes(of: id) == nil)
    let next = sites.open()
    #expect(next.slot == id.slot && next != id)
  }

  @Test func `a killed process is missed one latency later, after what it had written`() {
    var (sites, id) = connected()
    sites.lab.write(1, bytes: 100, on: id, from: .server)
    kill(sites.server, in: &sites)
    sites.lab.run(until: 3 * second)
    #expect(sites.lab.arrival(1) == second + latency)
    #expect(sites.lab.time(of: .closed(id, side: .client, .finished)) == second + latency)
  }

  @Test func `data for a killed process is answered with a reset`() {
    var (sites, id) = connected()
    sites.lab.write(1, bytes: 100, on: id, from: .client)
    kill(sites.server, in: &sites)
    sites.lab.run(until: 3 * second)
    #expect(sites.lab.discards == [1])
    #expect(sites.lab.network.processes(of: id) == nil)
  }

  @Test func `nobody listens where a process was killed until it starts again`() {
    var sites = TwoSites(LinkQuality(latency: latency))
    kill(sites.server, in: &sites)
    let refused = sites.connect()
    #expect(sites.lab.time(of: .refused(refused)) == 2 * latency)
    sites.lab.network.start(sites.server)
    let accepted = sites.connect()
    #expect(sites.lab.time(of: .established(accepted)) == second + 2 * latency)
  }

  @Test func `a process killed before it accepts resets the client when the handshake ends`() {
    var sites = TwoSites(LinkQuality(latency: latency))
    let id = sites.open()
    sites.lab.run(until: 12 * millisecond)
    kill(sites.server, in: &sites)
    sites.lab.run(until: second)
    #expect(sites.lab.time(of: .closed(id, side: .client, .reset)) == 20 * millisecond)
    #expect(sites.lab.network.processes(of: id) == nil)
  }

  @Test func `a close with unread data is a reset`() {
    var (sites, id) = connected()
    sites.lab.close(id, side: .server, unread: true)
    sites.lab.run(until: 3 * second)
    #expect(sites.lab.time(of: .closed(id, side: .client, .reset)) == second + latency)
    #expect(sites.lab.network.processes(of: id) == nil)
  }

  @Test func `data written before a kill inside a cut is delivered after it`() {
    var (sites, id) = connected()
    let cut = sites.lab.cut([sites.near], [sites.far])
    sites.lab.write(1, bytes: 100, on: id, from: .client)
    kill(sites.client, in: &sites)
    sites.lab.run(until: 36 * second)
    sites.lab.heal(cut)
    sites.lab.run(until: 120 * second)
    #expect(sites.lab.arrivals == [1])
    #expect(sites.lab.time(of: .closed(id, side: .server, .finished)) != nil)
  }

  @Test func `a silent host answers nothing, and its connections live on`() throws {
    var (sites, id) = connected()
    setPower(.silent, of: sites.far, in: &sites)
    sites.lab.write(1, bytes: 100, on: id, from: .client)
    sites.lab.write(2, bytes: 100, on: id, from: .server)
    let second = sites.open()
    let before = (sites.lab.happenings.count, sites.lab.arrivals)
    sites.lab.run(until: 46_000 * millisecond)
    #expect((sites.lab.happenings.count, sites.lab.arrivals) == before)
    setPower(.up, of: sites.far, in: &sites)
    sites.lab.run(until: 100_000 * millisecond)
    #expect(Set(sites.lab.arrivals) == [1, 2])
    #expect(sites.lab.time(of: .established(second)) != nil)
  }

  @Test func `after a power loss a connection is reset when its peer next sends`() {
    var (sites, id) = connected()
    setPower(.off, of: sites.far, in: &sites)
    kill(sites.server, in: &sites)
    sites.lab.run(until: 20 * second)
    setPower(.up, of: sites.far, in: &sites)
    sites.lab.network.start(sites.server)
    sites.lab.run(until: 40 * second)
    #expect(sites.lab.time(of: .closed(id, side: .client, .reset)) == nil)
    sites.lab.write(1, bytes: 100, on: id, from: .client)
    sites.lab.run(until: 50 * second)
    #expect(sites.lab.time(of: .closed(id, side: .client, .reset)) == 40 * second + 2 * latency)
    #expect(sites.lab.discards == [1])
    #expect(sites.lab.network.processes(of: id) == nil)
  }

  @Test func `a frame on its way to a host that loses power is retransmitted and then reset`() {
    var (sites, id) = connected()
    sites.lab.write(1, bytes: 100, on: id, from: .client)
    sites.lab.run(until: second + 2 * millisecond)
    setPower(.off, of: sites.far, in: &sites)
    sites.lab.run(until: 20 * second)
    setPower(.up, of: sites.far, in: &sites)
    sites.lab.run(until: 60 * second)
    #expect(sites.lab.discards == [1])
    #expect(sites.lab.time(of: .closed(id, side: .client, .reset)) != nil)
  }
}
