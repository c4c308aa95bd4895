/// How a mirror names the copies of topics, and what it reads out of the names of topics.
///
/// Source: `ReplicationPolicy`, `DefaultReplicationPolicy`, `IdentityReplicationPolicy` (KIP-720).
package struct ReplicationPolicy: Hashable, Sendable {
  /// What a copy is called.
  package enum Naming: Hashable, Sendable {
    /// `DefaultReplicationPolicy`: the source cluster's alias, the separator, the topic's name there.
    case prefixed
    /// `IdentityReplicationPolicy`: as at the source, heartbeats excepted. Every topic counts as a copy from the cluster
    /// of `source.cluster.alias`, so that cycles are not seen.
    case unchanged(source: String?)
  }

  package let naming: Naming
  /// `replication.policy.separator`
  package let separator: String
  /// What separates the parts of the names of the mirror's own topics.
  let internalSeparator: String
  let narrowInternalTopics: Bool

  /// - Parameters:
  ///   - separator: `replication.policy.separator`, not empty.
  ///   - separatesInternalTopics: `replication.policy.internal.topic.separator.enabled`
  package init(
    _ naming: Naming, separator: String = ".", separatesInternalTopics: Bool = true,
    _ behaviour: MirrorBehaviour
  ) {
    precondition(!separator.isEmpty, "an empty separator separates nothing")
    self.naming = naming
    self.separator = separator
    let switchedOff = behaviour.internalSeparatorSwitch && !separatesInternalTopics
    internalSeparator = behaviour.internalNamesFollowSeparator && !switchedOff ? separator : "."
    narrowInternalTopics = behaviour.narrowInternalTopics
  }

  /// What the topic is called on the target.
  package func remoteTopic(_ topic: String, from source: String) -> String {
    isUnchanged(topic) ? topic : source + separator + topic
  }

  /// The alias of the cluster that the topic was copied from, as its name tells; nil if it is no copy.
  ///
  /// "orders.v1" is read as a copy of "v1" from a cluster "orders".
  package func source(of topic: String) -> String? {
    guard isUnchanged(topic) else { return split(topic)?.source }
    switch naming {
    case .prefixed: return nil
    case .unchanged(let source): return source
    }
  }

  /// What the topic is called on the cluster it was copied from; nil if it is no copy.
  package func upstreamTopic(of topic: String) -> String? {
    isUnchanged(topic) ? topic : split(topic)?.rest
  }

  /// What the topic is called where it was first written, through all hops.
  package func originalTopic(of topic: String) -> String {
    var topic = topic
    while let upstream = upstreamTopic(of: topic), upstream != topic { topic = upstream }
    return topic
  }

  /// Whether the topic has been on a cluster already on its way here.
  ///
  /// Source: `MirrorSourceConnector.isCycle`.
  package func hasPassed(_ alias: String, _ topic: String) -> Bool {
    hops(of: topic, from: alias) != nil
  }

  /// How many copies ago the topic was on a cluster; nil if its name does not tell of that cluster.
  ///
  /// Source: `MirrorClient.countHopsForTopic`.
  package func hops(of topic: String, from alias: String) -> Int? {
    var (topic, hops) = (topic, 1)
    while let source = source(of: topic) {
      if source == alias { return hops }
      guard let upstream = upstreamTopic(of: topic), upstream != topic else { return nil }
      topic = upstream
      hops += 1
    }
    return nil
  }

  /// Whether the policy leaves the name as it is: names that end in "heartbeats" always get a prefix.
  private func isUnchanged(_ topic: String) -> Bool {
    switch naming {
    case .prefixed: false
    case .unchanged: !topic.hasSuffix(heartbeatsTopic)
    }
  }

  /// The name before and after the first separator, if anything but separators follows it.
  ///
  /// `Pattern.split` drops the empty parts at the end: "orders." is one part, no copy.
  private func split(_ topic: String) -> (source: String, rest: String)? {
    let (name, separator) = (topic.utf8, separator.utf8)
    var start = name.startIndex
    while !name[start...].starts(with: separator) {
      if start == name.endIndex { return nil }
      start = name.index(after: start)
    }
    let rest = name[start...].dropFirst(separator.count)
    var tail = rest
    while tail.starts(with: separator) { tail = tail.dropFirst(separator.count) }
    if tail.isEmpty { return nil }
    return (String(topic[..<start]), String(Substring(rest)))
  }
}
