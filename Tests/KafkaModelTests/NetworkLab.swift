import KafkaModel
import SimulationKernel

/// A network with nothing but a loop: what a test does, and when what happened.
struct NetworkLab {
  struct Happening: Hashable {
    var at: Int64
    var effect: NetworkEffect
  }

  var network: Network
  var now = Instant(nanoseconds: 0)
  private var pending: [(at: Int64, sequence: Int, event: NetworkEvent)] = []
  private var sequence = 0
  private(set) var eventCount = 0
  var happenings: [Happening] = []
  private var arrived: [(at: Int64, message: UInt32)] = []

  init(seed: UInt64 = 1) { network = Network(seed: seed) }

  /// Does something to the network now and keeps its effects.
  @discardableResult
  mutating func perform<Result>(
    _ action: (inout Network, Instant, inout [NetworkEffect]) -> Result
  ) -> Result {
    var effects: [NetworkEffect] = []
    let result = action(&network, now, &effects)
    for effect in effects {
      if case .schedule(let event, at: let instant) = effect {
        precondition(instant.nanoseconds >= now.nanoseconds, "\(event) is scheduled for the past")
        push(event, at: instant.nanoseconds)
      } else {
        happenings.append(Happening(at: now.nanoseconds, effect: effect))
      }
    }
    network.checkInvariants()
    return result
  }

  /// Lets time pass up to and including `instant`.
  mutating func run(until instant: Int64) {
    while let next = pending.last, next.at <= instant {
      pending.removeLast()
      eventCount += 1
      now = Instant(nanoseconds: next.at)
      if let frame = perform({ $0.handle(next.event, at: $1, into: &$2) }) {
        arrived.append((next.at, frame.message.raw))
      }
    }
    now = Instant(nanoseconds: instant)
  }

  /// Latest first, so that the next event is the last; equal times in the order of scheduling.
  private mutating func push(_ event: NetworkEvent, at instant: Int64) {
    var (low, high) = (0, pending.count)
    while low < high {
      let middle = (low + high) / 2
      if pending[middle].at <= instant { high = middle } else { low = middle + 1 }
    }
    pending.insert((instant, sequence, event), at: low)
    sequence += 1
  }

  mutating func write(
    _ message: UInt32, bytes: Int32, on id: ConnectionID, from side: ConnectionSide
  ) {
    let arrival = perform {
      $0.write(MessageID(message), bytes: bytes, on: id, from: side, at: $1, into: &$2)
    }
    if let arrival { push(.frameArrives(id, from: side), at: arrival.nanoseconds) }
  }

  mutating func close(_ id: ConnectionID, side: ConnectionSide, unread: Bool = false) {
    perform { $0.close(id, side: side, unread: unread, at: $1, into: &$2) }
  }

  mutating func cut(_ from: [HostIndex], _ to: [HostIndex], bothWays: Bool = true) -> CutID {
    perform { $0.cut(from: from, to: to, bothWays: bothWays, at: $1, into: &$2) }
  }

  mutating func heal(_ cut: CutID) { perform { $0.heal(cut, at: $1, into: &$2) } }

  /// When a message arrived; nil if it has not.
  func arrival(_ message: UInt32) -> Int64? {
    arrived.first { $0.message == message }?.at
  }

  /// The messages that arrived, in order.
  var arrivals: [UInt32] { arrived.map(\.message) }

  var discards: [UInt32] {
    happenings.compactMap { happening in
      if case .discarded(let id) = happening.effect { id.raw } else { nil }
    }
  }

  /// When an effect happened first.
  func time(of effect: NetworkEffect) -> Int64? {
    happenings.first { $0.effect == effect }?.at
  }
}

/// A client's host and a server's host in two sites joined by one link, with one process each.
struct TwoSites {
  var lab: NetworkLab
  let near: HostIndex
  let far: HostIndex
  let client: ProcessIndex
  let server: ProcessIndex
  let link: LinkIndex

  static let buffers = SocketBuffers(send: 65_536, receive: 65_536)

  init(_ quality: LinkQuality, seed: UInt64 = 1) {
    var lab = NetworkLab(seed: seed)
    let (here, there) = (
      lab.network.addSite("seoul", localArea: .localArea),
      lab.network.addSite("busan", localArea: .localArea)
    )
    near = lab.network.addHost("client", in: here)
    far = lab.network.addHost("server", in: there)
    client = lab.network.addProcess(on: near)
    server = lab.network.addProcess(on: far)
    link = lab.network.addLink(between: here, and: there, quality: quality)
    self.lab = lab
  }

  mutating func open(buffers: SocketBuffers = TwoSites.buffers) -> ConnectionID {
    let (client, server) = (client, server)
    return lab.perform {
      $0.open(from: client, with: buffers, to: server, with: buffers, at: $1, into: &$2)
    }
  }

  /// Opens a connection and waits a second.
  mutating func connect(buffers: SocketBuffers = TwoSites.buffers) -> ConnectionID {
    let id = open(buffers: buffers)
    lab.run(until: lab.now.nanoseconds + second)
    return id
  }
}

private let second: Int64 = 1_000_000_000
