/// The names that the estate's clusters have for topics and groups, where the model has numbers.
///
/// A real client knows a topic by its name alone. Machines that send or read by number look the number up here; a
/// name without a number is a topic that does not exist.
package struct EstateNames: Hashable, Sendable {
  /// By cluster and by number; nil for a topic that is gone.
  private var topics: [[String?]]
  /// By the number of the group's id.
  package var groups: [String] = []

  /// By cluster: the numbers that topics will have which a producer waits for.
  private var expected: [[String: TopicIndex]]

  package init(clusters: Int) {
    topics = Array(repeating: [], count: clusters)
    expected = Array(repeating: [:], count: clusters)
  }

  /// How many topics the cluster has ever had, as far as is known here.
  package func topicCount(in cluster: ClusterIndex) -> Int { topics[Int(cluster.raw)].count }

  package mutating func setTopics(_ names: [String?], of cluster: ClusterIndex) {
    topics[Int(cluster.raw)] = names
  }

  package func topic(named name: String, in cluster: ClusterIndex) -> TopicIndex? {
    topics[Int(cluster.raw)].lastIndex { $0 == name }.map { TopicIndex(Int32($0)) }
  }

  package mutating func expect(_ topic: TopicIndex, named name: String, in cluster: ClusterIndex) {
    expected[Int(cluster.raw)][name] = topic
  }

  package func expectedTopic(named name: String, in cluster: ClusterIndex) -> TopicIndex? {
    expected[Int(cluster.raw)][name]
  }

  package func name(of topic: TopicIndex, in cluster: ClusterIndex) -> String? {
    let known = topics[Int(cluster.raw)]
    return known.indices.contains(Int(topic.raw)) ? known[Int(topic.raw)] : nil
  }

  package func name(of group: GroupID) -> String? {
    groups.indices.contains(Int(group.index)) ? groups[Int(group.index)] : nil
  }
}
