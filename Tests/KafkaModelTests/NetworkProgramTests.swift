import KafkaModel
import SimulationKernel
import Testing

private let millisecond: Int64 = 1_000_000
private let second: Int64 = 1_000_000_000

@Suite struct NetworkProgramTests {
  /// Three hosts, a process each, and everything that can happen to them in a random order.
  private func runProgram(seed: UInt64) -> (
    lab: NetworkLab, written: UInt32, opened: [ConnectionID]
  ) {
    var lab = NetworkLab(seed: seed)
    var draws = RandomStream(seed: seed, name: "program", purpose: "test")
    let quality = LinkQuality(
      latency: 5 * millisecond, jitter: 2 * millisecond, bandwidth: 100_000_000,
      lossNumerator: seed % 3, lossDenominator: 100)
    let sites = [
      lab.network.addSite("a", localArea: .localArea),
      lab.network.addSite("b", localArea: .localArea),
    ]
    let hosts = (0..<3).map { lab.network.addHost("h\($0)", in: sites[$0 / 2]) }
    let processes = hosts.map { lab.network.addProcess(on: $0) }
    let link = lab.network.addLink(between: sites[0], and: sites[1], quality: quality)
    let buffers = SocketBuffers(send: 32_768, receive: 32_768)
    var connections: [(id: ConnectionID, from: Int, to: Int)] = []
    var usable: [(id: ConnectionID, side: ConnectionSide)] = []
    var cuts: [CutID] = []
    var seen = 0
    var written: UInt32 = 0
    func hear(_ lab: inout NetworkLab) {
      while seen < lab.happenings.count {
        switch lab.happenings[seen].effect {
        case .accepted(let id, _): usable.append((id, .server))
        case .established(let id): usable.append((id, .client))
        case .closed(let id, let side, let reason):
          if reason != .finished { usable.removeAll { $0.id == id && $0.side == side } }
        case .schedule, .refused, .discarded: break
        }
        seen += 1
      }
    }
    func drop(_ process: Int) {
      usable.removeAll { one in
        connections.contains {
          $0.id == one.id && (one.side == .client ? $0.from : $0.to) == process
        }
      }
    }
    for _ in 0..<1_500 {
      hear(&lab)
      let any = Int(draws.below(3))
      switch draws.below(100) {
      case 0..<10:
        let from = any
        let to = Int(draws.below(3))
        let id = lab.perform {
          $0.open(
            from: processes[from], with: buffers, to: processes[to], with: buffers, at: $1,
            into: &$2)
        }
        connections.append((id, from, to))
      case 10..<70 where !usable.isEmpty:
        let end = usable[Int(draws.below(UInt64(usable.count)))]
        lab.write(written, bytes: Int32(draws.below(100_000)), on: end.id, from: end.side)
        written += 1
      case 70..<76 where !usable.isEmpty:
        let end = usable.remove(at: Int(draws.below(UInt64(usable.count))))
        lab.close(end.id, side: end.side, unread: draws.below(3) == 0)
      case 76..<79:
        cuts.append(lab.cut([hosts[any]], [hosts[(any + 1) % 3]], bothWays: draws.below(2) == 0))
      case 79..<84 where !cuts.isEmpty:
        lab.heal(cuts.remove(at: Int(draws.below(UInt64(cuts.count)))))
      case 84..<85:
        lab.perform { $0.kill(processes[any], at: $1, into: &$2) }
        drop(any)
      case 85..<88: lab.network.start(processes[any])
      case 88..<89: lab.perform { $0.setPower(of: hosts[any], to: .silent, at: $1, into: &$2) }
      case 89..<90:
        lab.perform { $0.kill(processes[any], at: $1, into: &$2) }
        drop(any)
        lab.perform { $0.setPower(of: hosts[any], to: .off, at: $1, into: &$2) }
      case 90..<94: lab.perform { $0.setPower(of: hosts[any], to: .up, at: $1, into: &$2) }
      case 94..<95:
        if let end = usable.first { lab.network.mute(end.id, from: end.side) }
      case 95..<96:
        if let end = usable.last {
          let until = Instant(nanoseconds: lab.now.nanoseconds + 300 * millisecond)
          lab.network.hold(end.id, from: end.side, until: until)
        }
      case 96..<97:
        var slower = quality
        slower.latency = Int64(draws.below(100)) * millisecond
        lab.perform { $0.setQuality(of: link, to: slower, at: $1, into: &$2) }
      default: break
      }
      lab.run(until: lab.now.nanoseconds + Int64(draws.below(200)) * millisecond)
    }
    for cut in cuts { lab.heal(cut) }
    for host in hosts { lab.perform { $0.setPower(of: host, to: .up, at: $1, into: &$2) } }
    lab.run(until: lab.now.nanoseconds + 3_000 * second)
    for process in processes { lab.perform { $0.kill(process, at: $1, into: &$2) } }
    lab.run(until: lab.now.nanoseconds + 3_000 * second)
    return (lab, written, connections.map(\.id))
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func `every frame arrives or is discarded exactly once and every slot is given back`(
    seed: UInt64
  ) {
    let (lab, written, opened) = runProgram(seed: seed)
    #expect(written > 300)
    #expect(Array(0..<written) == (lab.arrivals + lab.discards).sorted())
    #expect(lab.arrivals.count > lab.discards.count / 4)
    #expect(opened.allSatisfy { lab.network.processes(of: $0) == nil })
  }

  @Test func `equal seeds give equal runs, other seeds other ones`() {
    let (first, second, other) = (
      runProgram(seed: 7).lab, runProgram(seed: 7).lab, runProgram(seed: 8).lab
    )
    #expect(first.happenings == second.happenings && first.arrivals == second.arrivals)
    #expect(first.happenings != other.happenings)
  }
}
