import ClusterSimulation
import KafkaModel

/// One partition at one moment of a run, as its controller and its leader's log have it.
public struct PartitionState: Hashable, Sendable {
  /// The leader's id; nil while there is none.
  public let leader: Int?
  /// The number of the leader's term (KIP-101).
  public let leaderEpoch: Int
  /// The ids of its replicas, the preferred leader first.
  public let replicas: [Int]
  /// The ids of the replicas in sync, in the controller's order.
  public let isr: [Int]
  /// The first offset that can be read; nil while there is no living leader.
  public let logStart: Int?
  /// The offset after the leader's last record (LEO); nil while there is no living leader.
  public let logEnd: Int?
  /// The offset up to which consumers read (HW); nil while there is no living leader.
  public let highWatermark: Int?

  init(_ view: EstateView.PartitionView) {
    leader = view.leader.map { Int($0.raw) }
    leaderEpoch = Int(view.leaderEpoch.raw)
    replicas = view.replicas.map { Int($0.raw) }
    isr = view.isr.map { Int($0.raw) }
    logStart = Self.known(view.logStart)
    logEnd = Self.known(view.logEnd)
    highWatermark = Self.known(view.highWatermark)
  }

  private static func known(_ offset: Offset) -> Int? { offset == .none ? nil : Int(offset.raw) }
}
