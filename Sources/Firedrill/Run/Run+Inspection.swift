import ClusterSimulation
import KafkaModel
import Scenario

/// What can be asked of a run at any time; looking changes nothing.
extension Run {
  /// A partition as it is now; nil for one that does not exist (yet).
  public func partition(_ name: Scenario.PartitionName) -> PartitionState? {
    let (topic, number) = (name.written.topic, name.written.partition)
    // A name without a number has -1.
    guard number >= 0,
      let cluster = simulation.plan.clusters.firstIndex(where: { $0.name == topic.cluster })
    else { return nil }
    return simulation.view(
      ofTopic: topic.topic, PartitionIndex(number), in: ClusterIndex(Int32(cluster))
    ).map { PartitionState($0) }
  }

  /// The id of a partition's leader; nil while there is none, or no such partition.
  public func leader(of name: Scenario.PartitionName) -> Int? { partition(name)?.leader }

  /// The ids of a partition's replicas in sync; empty for one that does not exist (yet).
  public func isr(of name: Scenario.PartitionName) -> [Int] { partition(name)?.isr ?? [] }

  /// A partition's high watermark; nil while there is no living leader, or no such partition.
  public func highWatermark(of name: Scenario.PartitionName) -> Int? {
    partition(name)?.highWatermark
  }

  /// A group as it is now; nil if the scenario has no group of this name, and no sink connector that reads in it.
  public func group(_ name: String) -> GroupStatus? {
    guard let index = simulation.plan.groups.firstIndex(where: { $0.name == name }) else {
      return nil
    }
    let planned = simulation.planWithSinkTasks.groups[index]
    let view = simulation.view(ofGroup: index)
    let names = planned.members.map(\.name)
    return GroupStatus(
      phase: view.standing.state.map { GroupStatus.Phase($0) },
      coordinator: view.coordinator.map { Int($0.raw) },
      generation: Int(view.standing.generation.raw),
      members: zip(names, view.members).map { member, view in
        GroupStatus.Member(
          name: member, isRunning: view.isRunning,
          owned: view.assignment.compactMap { self.name(of: $0, in: planned.cluster) })
      },
      partitions: view.partitions.compactMap { sample in
        self.name(of: sample.partition, in: planned.cluster).map { name in
          GroupStatus.Partition(
            name: name, owner: sample.owner < 0 ? nil : names[Int(sample.owner)],
            position: Self.known(sample.position.raw), committed: Self.known(sample.committed.raw),
            logEnd: Self.known(sample.endOffset.raw), recordsLag: Self.known(sample.recordsLag),
            recordsLead: Self.known(sample.recordsLead))
        }
      })
  }

  /// Offsets and metrics below zero stand for nothing.
  private static func known(_ value: Int64) -> Int? { value < 0 ? nil : Int(value) }

  private func name(
    of partition: TopicPartition, in cluster: ClusterIndex
  ) -> Scenario.PartitionName? {
    guard let reference = simulation.reference(of: partition, in: cluster) else { return nil }
    let topic = simulation.plan.topics[reference.topic].name
    return Scenario.PartitionName(
      Scenario.TopicName("\(simulation.plan.clusters[Int(cluster.raw)].name)/\(topic)"),
      Int(partition.partition.raw))
  }
}
