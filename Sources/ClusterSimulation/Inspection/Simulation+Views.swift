package import KafkaModel

/// What can be asked of a running estate; nothing of it is an event.
extension Simulation {
  /// A partition as it is now, also of a topic that the plan does not have (`__consumer_offsets`); nil before it exists.
  package func view(
    ofTopic name: String, _ partition: PartitionIndex, in cluster: ClusterIndex
  ) -> EstateView.PartitionView? {
    guard let topic = topic(named: name, in: cluster) else { return nil }
    let key = TopicPartition(topic, partition)
    return controllers[Int(cluster.raw)].machine.image.partitions[key].map {
      partitionView($0, key, cluster)
    }
  }

  /// A group as it is now: as its coordinator has it, and as its members believe.
  package func view(ofGroup group: Int) -> EstateView.GroupView {
    var view = groupView(group)
    let broker = coordinator(of: group)
    view.members =
      plan.groups[group].sink == nil ? memberViews(of: group) : taskViews(of: group)
    view.partitions = partitionsRead(by: group).map { partition in
      let stored = broker.flatMap { committed(partition, of: group, at: $0) }
      return lag(of: partition, committed: stored?.offset ?? .none, in: group)
    }
    return view
  }

  private func memberViews(of group: Int) -> [EstateView.GroupView.Member] {
    members[groups[group].members].map { member in
      let state = processStates[Int(member.process.raw)]
      return EstateView.GroupView.Member(
        isRunning: state == .running,
        assignment: state.isAlive ? member.machine.assignment : [])
    }
  }

  private func taskViews(of group: Int) -> [EstateView.GroupView.Member] {
    groups[group].sinkTasks.indices.map { number in
      let consumer = sinkConsumer(ofTask: number, in: group)
      return EstateView.GroupView.Member(
        isRunning: consumer.map { processStates[Int(workers[$0.worker].process.raw)] == .running }
          ?? false, assignment: consumer?.machine.assignment ?? [])
    }
  }

  /// The plan's partition behind a cluster's number for it.
  package func reference(of partition: TopicPartition, in cluster: ClusterIndex) -> PartitionRef? {
    plan.topics.indices.first {
      drill.topicIndex[$0] == partition.topic && plan.topics[$0].cluster == cluster
    }.map { PartitionRef(topic: $0, partition: partition.partition) }
  }
}
