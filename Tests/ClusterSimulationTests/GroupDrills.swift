import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Drills with groups, written as plans.
enum GroupDrills {
  /// Three brokers, one topic of three partitions, and a producer of 200 records/s.
  static let estate = """
    { title: "group", kafkaVersion: "3.9.1", runFor: "40s",
      clusters: { c: { brokers: 3, config: { "offsets.topic.num.partitions": 5 } } },
      topics: { "c/t": { partitions: 3, replicationFactor: 3 } },
      producers: [ { name: "p", to: "c/t", rate: "200/s", recordSize: 100 } ] }
    """

  /// The estate with readers without a group, each of one partition.
  static func readers(_ count: Int32, loop: PlannedLoop = PlannedLoop()) throws -> Plan {
    var plan = try Drills.plan(estate)
    plan.groups = [
      PlannedGroup(
        name: "readers", cluster: ClusterIndex(0), id: nil,
        members: (0..<count).map { index in
          var settings = ConsumerSettings()
          settings.autoCommit = false
          let partition = NamedPartition(topic: "t", partition: PartitionIndex(index))
          return member(
            "r\(index)", of: plan, settings: settings,
            subscription: .assigned([partition], from: .spec(.earliest)), loop: loop)
        })
    ]
    return plan
  }

  /// The estate with one group of so many members that subscribe to the topic.
  static func group(
    _ count: Int, text: String = estate, loop: PlannedLoop = PlannedLoop(),
    configure: (inout ConsumerSettings) -> Void = { _ in }
  ) throws -> Plan {
    var plan = try Drills.plan(text)
    let id = GroupID(index: 0, name: "group")
    var settings = ConsumerSettings()
    settings.group = id
    settings.autoOffsetReset = .earliest
    settings.sessionTimeout = Milliseconds(10_000)
    configure(&settings)
    plan.groups = [
      PlannedGroup(
        name: "group", cluster: ClusterIndex(0), id: id,
        members: (0..<count).map {
          member(
            "m\($0)", of: plan, settings: settings, subscription: .topics(["t"]), loop: loop)
        })
    ]
    return plan
  }

  private static func member(
    _ name: String, of plan: Plan, settings: ConsumerSettings,
    subscription: PlannedMember.Subscription, loop: PlannedLoop
  ) -> PlannedMember {
    PlannedMember(
      name: name, host: plan.producers[0].host, version: KafkaVersion(3, 9, 1),
      settings: settings, behaviour: ConsumerBehaviour(), subscription: subscription, loop: loop,
      start: .at(DrawnSpan(milliseconds: 0)))
  }
}
