package import KafkaModel
package import Scenario

/// Vectors of kind replication-policy: what policies, filters and a flow's connector say of topics by their names.
package enum ReplicationPolicies {
  /// Recorded from 3.9.1.
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    try check(recorded, as: KafkaVersion(3, 9, 1))
  }

  /// Holds a case against a version, whichever version it was recorded from.
  package static func result(_ recorded: Node, as version: KafkaVersion) -> CaseResult {
    do throws(VectorFault) {
      return try check(recorded, as: version)
    } catch {
      return .differ(wanted: "a case that can be read", got: error.message)
    }
  }

  private static func check(
    _ recorded: Node, as version: KafkaVersion
  ) throws(VectorFault) -> CaseResult {
    let flow = try RecordedFlow(recorded, version)
    let names = StepAnswers(recorded: try recorded.need("names"), inputs: [])
    if names != flow.names {
      return .compare(wanted: names.description, got: flow.names.description)
    }
    for topic in try recorded.needElements("topics") {
      let name = try topic.needString("topic")
      let wanted = StepAnswers(recorded: topic, inputs: ["topic"])
      let got = flow.answers(name)
      if wanted != got {
        return .compare(
          wanted: "\(name): \(wanted.description)", got: "\(name): \(got.description)")
      }
    }
    return .agree
  }
}

/// The policy, filter and connector that a case configures.
struct RecordedFlow {
  private let selection: TopicSelection

  init(_ recorded: Node, _ version: KafkaVersion) throws(VectorFault) {
    let behaviour = MirrorBehaviour(version)
    let config = try recorded.need("config")
    let naming: ReplicationPolicy.Naming =
      switch try recorded.needString("policy") {
      case "DefaultReplicationPolicy": .prefixed
      case "IdentityReplicationPolicy":
        .unchanged(source: config["source.cluster.alias"]?.string)
      case let other: throw VectorFault(message: "'\(other)' is no policy")
      }
    let policy = ReplicationPolicy(
      naming, separator: config["replication.policy.separator"]?.string ?? ".",
      separatesInternalTopics:
        config["replication.policy.internal.topic.separator.enabled"]?.string != "false",
      behaviour)
    let lists = try recorded.need("filter")
    let filter = TopicFilter(
      topics: Self.names(lists["topics"]?.string ?? ".*"),
      exclude: lists["topics.exclude"]?.string.map(Self.names)
        ?? TopicFilter.defaultExclude(behaviour))
    if let problem = filter.problem {
      throw VectorFault(message: "a pattern is not modelled: \(problem)")
    }
    selection = TopicSelection(
      MirrorFlow(
        source: try recorded.needString("source"), target: try recorded.needString("target")),
      policy: policy, filter: filter,
      copiesHeartbeats: try recorded.need("heartbeats_replication_enabled").value != .bool(false),
      behaviour)
  }

  /// What stands between the commas of a property.
  private static func names(_ list: String) -> [String] {
    list.split(separator: ",").map { String($0.drop { $0 == " " }) }
  }

  /// The names of the mirror's own topics.
  var names: StepAnswers {
    var answers = StepAnswers()
    let policy = selection.policy
    answers["offset_syncs_topic"] = policy.offsetSyncsTopic(other: selection.flow.target)
    answers["checkpoints_topic"] = policy.checkpointsTopic(of: selection.flow.source)
    answers["heartbeats_topic"] = policy.heartbeatsTopic
    return answers
  }

  /// All that is asked of one topic.
  func answers(_ topic: String) -> StepAnswers {
    var answers = StepAnswers()
    let policy = selection.policy
    answers["remote"] = selection.remoteTopic(topic)
    answers["source"] = policy.source(of: topic) ?? "null"
    answers["upstream"] = policy.upstreamTopic(of: topic) ?? "null"
    answers["original"] = policy.originalTopic(of: topic)
    answers["is_internal"] = String(policy.isInternalTopic(topic))
    answers["is_mm2_internal"] = String(policy.isMirrorTopic(topic))
    answers["is_heartbeats"] = String(policy.isHeartbeatsTopic(topic))
    answers["is_checkpoints"] = String(policy.isCheckpointsTopic(topic))
    answers["is_cycle"] = String(policy.hasPassed(selection.flow.target, topic))
    answers["passes_filter"] = String(selection.filter.wants(topic))
    answers["replicated"] = String(selection.copies(topic))
    return answers
  }
}
