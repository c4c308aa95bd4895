import Scenario

extension Scenario {
  /// A topic and its cluster, written "lab/orders"; what no topic is called is refused when the drill compiles.
  public struct TopicName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    let written: WrittenScenario.TopicName

    init(written: WrittenScenario.TopicName) { self.written = written }

    /// The name that a text such as "lab/orders" stands for.
    public init(_ text: String) {
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      written = WrittenScenario.TopicName(
        cluster: String(parts[0]), topic: parts.count == 2 ? String(parts[1]) : "")
    }

    /// A name such as "lab/orders".
    public init(stringLiteral text: String) { self.init(text) }

    /// "lab/orders"
    public var description: String { "\(written)" }
  }

  /// One partition of a topic, written "lab/orders/0".
  public struct PartitionName: Hashable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
  {
    let written: WrittenScenario.PartitionName

    init(written: WrittenScenario.PartitionName) { self.written = written }

    /// Partition `number` of a topic, from 0.
    public init(_ topic: TopicName, _ number: Int) {
      written = WrittenScenario.PartitionName(
        topic: topic.written, partition: Int32(clamping: number))
    }

    /// The partition that a text such as "lab/orders/0" stands for; without a number at its end it is none.
    public init(_ text: String) {
      guard let slash = text.lastIndex(of: "/"), let number = Int32(text[slash...].dropFirst())
      else {
        // No such partition exists, which is what the compiler of the drill will say.
        self.init(TopicName(text), -1)
        return
      }
      self.init(TopicName(String(text[..<slash])), Int(number))
    }

    /// A name such as "lab/orders/0".
    public init(stringLiteral text: String) { self.init(text) }

    /// The topic that it belongs to.
    public var topic: TopicName { TopicName(written: written.topic) }

    /// Its number in the topic, from 0.
    public var number: Int { Int(written.partition) }

    /// "lab/orders/0"
    public var description: String { "\(written)" }
  }

  /// A broker or controller of a cluster, written "lab/1".
  public struct NodeName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    let written: WrittenScenario.NodeName

    init(written: WrittenScenario.NodeName) { self.written = written }

    /// The node with this id (`node.id`).
    public init(cluster: String, id: Int) {
      written = WrittenScenario.NodeName(cluster: cluster, id: Int32(clamping: id))
    }

    /// A name such as "lab/1"; without a number at its end it is no node's.
    public init(stringLiteral text: String) {
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      self.init(
        cluster: String(parts[0]), id: parts.count == 2 ? Int(String(parts[1])) ?? -1 : -1)
    }

    /// "lab/1"
    public var description: String { "\(written)" }
  }

  /// A member of a group, written "billing/a".
  public struct MemberName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible
  {
    let written: WrittenScenario.MemberName

    init(written: WrittenScenario.MemberName) { self.written = written }

    /// The member of a group that has this name.
    public init(group: String, member: String) {
      written = WrittenScenario.MemberName(group: group, member: member)
    }

    /// A name such as "billing/a".
    public init(stringLiteral text: String) {
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      self.init(group: String(parts[0]), member: parts.count == 2 ? String(parts[1]) : "")
    }

    /// "billing/a"
    public var description: String { "\(written)" }
  }

  /// A process of a mirror or Connect cluster, written "east/a".
  public struct WorkerName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible
  {
    let written: WrittenScenario.WorkerName

    /// The worker that has this name in its mirror or Connect cluster: `a` for the first.
    public init(mirror: String, worker: String) {
      written = WrittenScenario.WorkerName(owner: mirror, worker: worker)
    }

    /// A name such as "east/a".
    public init(stringLiteral text: String) {
      let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      self.init(mirror: String(parts[0]), worker: parts.count == 2 ? String(parts[1]) : "")
    }

    /// "east/a"
    public var description: String { "\(written)" }
  }

  /// One partition, all of a topic, or all of a cluster.
  public struct Scope: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    let written: WrittenScenario.PartitionScope

    init(written: WrittenScenario.PartitionScope) { self.written = written }

    /// Every partition of a cluster.
    public static func cluster(_ name: String) -> Scope { Scope(written: .cluster(name)) }
    /// Every partition of a topic.
    public static func topic(_ name: TopicName) -> Scope { Scope(written: .topic(name.written)) }
    /// One partition.
    public static func partition(_ name: PartitionName) -> Scope {
      Scope(written: .partition(name.written))
    }

    /// "lab", "lab/orders" or "lab/orders/0".
    public init(stringLiteral text: String) {
      switch text.count(where: { $0 == "/" }) {
      case 0: self = .cluster(text)
      case 1: self = .topic(TopicName(text))
      default: self = .partition(PartitionName(text))
      }
    }

    /// As a drill file writes it.
    public var description: String { "\(written)" }
  }
}
