/// A broker's own part of a metadata change.
package struct LocalReplicaChanges: Hashable, Sendable {
  /// Replicas to drop, ascending.
  package var deleted: [TopicPartition] = []
  /// Partitions the broker leads now (newly, or with another ISR or epoch), in the order in which it takes them.
  package var leaders: [TopicPartition] = []
  /// Partitions the broker follows now, ascending; the leader may be missing.
  package var followers: [TopicPartition] = []

  package var isEmpty: Bool { deleted.isEmpty && leaders.isEmpty && followers.isEmpty }

  package init() {}

  /// Leaderships are taken in the order of Java's hash map of partitions, all else ascending.
  ///
  /// Topics come into that map by their random ids; here it is in the order of their creation, which decides only
  /// between partitions of one bucket.
  ///
  /// Source: `TopicsDelta.localChanges`, `ReplicaManager.applyLocalLeadersDelta`.
  package mutating func sort(image: MetadataImage) {
    deleted.sort()
    leaders.sort()
    followers.sort()
    guard leaders.count > 1 else { return }
    let hashes = leaders.map { leader in
      NamedPartition.javaHash(
        topic: image.topic(leader.topic)?.name ?? "", partition: leader.partition.raw)
    }
    var all: JavaHashOrder?
    var rest = leaders.indices
    while let first = rest.first {
      let topic = leaders[first].topic
      let places = rest.prefix { leaders[$0].topic == topic }
      rest = rest[places.endIndex...]
      var ofTopic = JavaHashOrder()
      for place in places { ofTopic.insert(place, hash: hashes[place]) }
      // `HashMap.putAll` makes room for what comes first.
      var order = all ?? JavaHashOrder(capacity: places.count * 4 / 3 + 1)
      for place in ofTopic.keys { order.insert(place, hash: hashes[place]) }
      all = order
    }
    leaders = all?.keys.map { leaders[$0] } ?? []
  }
}
