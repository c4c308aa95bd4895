package import KafkaModel

/// What can be asked of a running estate; nothing of it is an event.
extension Simulation {
  /// A partition as it is now; nil before its topic exists.
  package func view(of reference: PartitionRef) -> PartitionView? {
    guard let state = registration(of: reference) else { return nil }
    let log = leadersLog(of: key(reference), in: plan.topics[reference.topic].cluster)
    return PartitionView(
      leader: state.leader, leaderEpoch: state.leaderEpoch, replicas: state.replicas,
      isr: state.isr,
      log: log.map {
        PartitionView.LogEnds(
          start: $0.logStart, end: $0.logEnd, highWatermark: $0.highWatermark)
      })
  }

  /// A group as it is now.
  package func view(ofGroup group: Int) -> GroupView {
    let broker = coordinator(of: group)
    let described = plan.groups[group].id.flatMap { id in
      broker.flatMap { brokers[$0].machine.coordinatedGroup(id) }
    }
    return GroupView(
      coordinator: broker.map { brokers[$0].id }, state: described?.state,
      generation: described?.generation ?? .unknown,
      members: members[groups[group].members].map { member in
        let process = processes[Int(member.process.raw)]
        return GroupView.Member(
          isRunning: process.state == .running,
          assignment: process.isAlive ? member.machine.assignment : [])
      },
      partitions: partitionsRead(by: group).map { partition in
        let stored = broker.flatMap { committed(partition, of: group, at: $0) }
        return lag(of: partition, committed: stored?.offset ?? .none, in: group)
      })
  }

  /// The plan's partition behind a cluster's number for it.
  package func reference(of partition: TopicPartition, in cluster: ClusterIndex) -> PartitionRef? {
    plan.topics.indices.first {
      drill.topicIndex[$0] == partition.topic && plan.topics[$0].cluster == cluster
    }.map { PartitionRef(topic: $0, partition: partition.partition) }
  }
}
