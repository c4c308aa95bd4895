import SimulationKernel

/// Sites, hosts, links and the TCP connections over them, as Linux's kernels keep them; knows
/// nothing of Kafka.
///
/// A connection is two ordered byte streams. While a path is whole, a frame costs one event:
/// acknowledgements are implicit, the window and the bandwidth go into its arrival. Left out:
/// slow start and competing flows on a healthy path, back-pressure of a reader
/// that does not read, a full send buffer (`write` takes everything at once), packet headers,
/// spurious time-outs when a link suddenly gets slower.
package struct Network: Sendable {
  struct Host: Sendable {
    var name: String
    var site: SiteIndex
    var power = HostPower.up
    var clock: KernelClock
    /// Its lane inside the site; the lane to itself is the next one.
    var lane: Int
    /// Connections it has opened, by the host that they lead to.
    var opened: [Int32] = []
  }

  struct Process: Sendable {
    var host: HostIndex
    var isAlive = true
  }

  struct Site: Sendable {
    var name: String
    var localArea: LinkQuality
  }

  /// The ends of a link.
  enum Span: Hashable, Sendable {
    case sites(SiteIndex, SiteIndex)
    case hosts(HostIndex, HostIndex)
  }

  struct Link: Sendable {
    var span: Span
    /// The lane from the first to the second end; the way back is the next one.
    var lane: Int
  }

  struct Cut: Sendable {
    var from: [HostIndex]
    var to: [HostIndex]
    var bothWays: Bool
  }

  let seed: UInt64
  var sites: [Site] = []
  var hosts: [Host] = []
  var processes: [Process] = []
  var links: [Link] = []
  var lanes: [Lane] = []
  /// By cut; nil when healed.
  var cuts: [Cut?] = []
  var connections: [Connection] = []
  /// Two for each connection: written by its client, written by its server.
  var streams: [ByteStream] = []
  /// By stream, what its packets meet: by themselves, as most lanes ask for no draws.
  var draws: [PacketDraws] = []
  var freeSlots: [UInt32] = []

  /// A network of nothing; `seed` is the run's, each connection draws from streams of its own.
  package init(seed: UInt64) { self.seed = seed }
}
