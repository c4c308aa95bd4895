import Scenario

extension Scenario {
  /// What a figure counts of its subject's; what is nil or empty takes everything.
  ///
  /// The same as `where` in a drill file; Docs/ScenarioFormat.md says which figures take what.
  public struct Filter: Hashable, Sendable {
    let written: WrittenScenario.Expectation.Filter

    /// Everything.
    public static let all = Filter()

    /// Only what meets all of these.
    ///
    /// - Parameters:
    ///   - producer: Records of this producer.
    ///   - topic: This topic.
    ///   - partitions: Any of these partitions.
    ///   - node: What this broker did, or its replica.
    ///   - exception: Records whose send() or callback ended with this exception.
    ///   - group: This group.
    ///   - member: Deliveries to this member, and its calls.
    ///   - notMember: Deliveries to other members, and their calls.
    ///   - ownedBy: Partitions that this member owned just before the step `from` fired, or at the moment.
    ///   - notOwnedBy: Partitions that it did not own then.
    ///   - mirror: This mirror or Connect cluster.
    ///   - worker: This worker of it.
    ///   - struckBy: Partitions that workers which this step acted on copied last before it fired.
    ///   - notStruckBy: Other partitions than those.
    public init(
      producer: String? = nil, topic: TopicName? = nil, partitions: [PartitionName] = [],
      node: NodeName? = nil, exception: ExceptionName? = nil, group: String? = nil,
      member: MemberName? = nil, notMember: MemberName? = nil, ownedBy: MemberName? = nil,
      notOwnedBy: MemberName? = nil, mirror: String? = nil, worker: WorkerName? = nil,
      struckBy: String? = nil, notStruckBy: String? = nil
    ) {
      var filter = WrittenScenario.Expectation.Filter()
      filter.producer = producer
      filter.topic = topic?.written
      filter.partitions = partitions.map(\.written)
      filter.node = node?.written
      filter.exception = exception?.written
      filter.group = group
      filter.member = member?.written
      filter.notMember = notMember?.written
      filter.ownedBy = ownedBy?.written
      filter.notOwnedBy = notOwnedBy?.written
      filter.mirror = mirror
      filter.worker = worker?.written
      filter.struckBy = struckBy
      filter.notStruckBy = notStruckBy
      written = filter
    }
  }
}
