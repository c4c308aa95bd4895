extension AdminClient {
  /// The first request of a call.
  mutating func begin(_ job: AdminJob, now: Milliseconds, into effects: inout [AdminEffect]) {
    switch job.call {
    case .listTopics:
      ask(job, to: .leastLoaded, .metadata(MetadataRequest(topics: nil)))
    case .describeTopics(let names):
      ask(job, to: .leastLoaded, .metadata(MetadataRequest(topics: [], names: names)))
    case .describeTopicConfigs(let names):
      ask(job, to: .leastLoaded, .describeConfigs(names))
    case .createTopics(let topics):
      ask(
        job, to: .controller,
        .createTopics(
          topics.map {
            CreatableTopic(
              name: $0.name, partitions: $0.partitions, replicationFactor: $0.replicationFactor,
              overriding: $0.configs)
          }))
    case .createPartitions(let topics):
      ask(
        job, to: .controller,
        .createPartitions(topics.map { CreatePartitionsTopic(name: $0.name, total: $0.total) }))
    case .incrementalAlterConfigs(let topics):
      ask(job, to: .leastLoaded, .incrementalAlterConfigs(topics))
    case .deleteTopics(let names):
      ask(job, to: .controller, .deleteTopics(names))
    case .listGroups:
      enqueue(
        AdminRequest(
          .brokers(job.id), to: .leastLoaded, deadline: job.deadline,
          .metadata(MetadataRequest(topics: []))))
    case .describeGroups, .listConsumerGroupOffsets, .alterConsumerGroupOffsets, .listOffsets:
      askForKeys(of: job.id, now: now, into: &effects)
    case .describeACLs:
      finish(job.id, .acls, into: &effects)
    }
  }

  private mutating func ask(
    _ job: AdminJob, to destination: AdminRequest.Destination, _ request: Request
  ) {
    enqueue(AdminRequest(.whole(job.id), to: destination, deadline: job.deadline, request))
  }
}
