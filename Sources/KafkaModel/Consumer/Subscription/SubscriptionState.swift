/// What a consumer subscribed to, what it was assigned, and where it stands in each partition.
///
/// Source: `org.apache.kafka.clients.consumer.internals.SubscriptionState`.
package struct SubscriptionState: Sendable {
  let resetPolicy: OffsetResetPolicy
  package internal(set) var subscription = Subscription.none
  /// The topics subscribed to or assigned from: names, ascending.
  package internal(set) var topics: [String] = [] { didSet { topicsVersion &+= 1 } }
  /// Topics of the whole group, known to its leader: it watches them too.
  package internal(set) var groupTopics: [String] = [] { didSet { topicsVersion &+= 1 } }
  /// Raised by every change of the assignment.
  package internal(set) var assignmentID: Int32 = 0
  /// The assigned partitions in the order in which the next fetch names them.
  package internal(set) var rotation: [TopicPartition] = []
  /// Ascending by partition.
  var slots: [Slot] = [] { didSet { changes &+= 1 } }
  /// Raised by every change of a slot: what was found of all of them holds as long as it stays.
  private(set) var changes: UInt32 = 0
  /// The last change at which every partition had a valid position.
  var positionedAt: UInt32?
  /// Raised whenever other topics may be of interest. Every poll of the network asks for it: it lies beside the
  /// coordinator.
  private(set) var topicsVersion: Int32 = 0

  struct Slot: Sendable {
    let partition: TopicPartition
    var state = PartitionState()
  }

  /// Kafka's `SubscriptionType`.
  package enum Subscription: Hashable, Sendable {
    case none
    case topics
    case pattern(TopicPattern)
    case assigned
  }

  package init(resetPolicy: OffsetResetPolicy) { self.resetPolicy = resetPolicy }

  /// The topics that metadata is wanted of (`SubscriptionState.metadataTopics`).
  var interest: ClientMetadata.Interest {
    let names =
      groupTopics.isEmpty ? topics : groupTopics + topics.filter { !groupTopics.contains($0) }
    if case .pattern(let pattern) = subscription { return .matching(pattern, named: names) }
    return .named(names)
  }

  /// By `subscribe`, not by `assign` (`hasAutoAssignedPartitions`).
  @inline(__always)
  package var isGroupManaged: Bool {
    switch subscription {
    case .topics, .pattern: true
    case .none, .assigned: false
    }
  }

  package var hasPattern: Bool {
    if case .pattern = subscription { true } else { false }
  }

  /// The assigned partitions, ascending.
  package var assignedPartitions: [TopicPartition] { slots.map(\.partition) }

  package func isAssigned(_ partition: TopicPartition) -> Bool { position(of: partition) != nil }

  /// Where the partition's slot is; looked for at `place` first.
  @inline(__always)
  func position(of partition: TopicPartition, near place: Int = 0) -> Int? {
    if place < slots.count, slots[place].partition == partition { return place }
    var (low, high) = (0, slots.count)
    while low < high {
      let middle = (low + high) / 2
      if slots[middle].partition < partition { low = middle + 1 } else { high = middle }
    }
    return low < slots.count && slots[low].partition == partition ? low : nil
  }

  @inline(__always)
  package subscript(_ partition: TopicPartition) -> PartitionState? {
    position(of: partition).map { slots[$0].state }
  }

  /// Changes the state of a partition if it is assigned.
  package mutating func update(
    _ partition: TopicPartition, with change: (inout PartitionState) -> Void
  ) {
    guard let index = position(of: partition) else { return }
    change(&slots[index].state)
  }
}
