import KafkaModel

extension Simulation {
  /// The estate as it stands now; looking changes nothing.
  package var view: EstateView {
    var view = EstateView(
      at: now, origin: origin, topics: plan.clusters.indices.flatMap { topicViews($0) },
      groups: plan.groups.indices.filter { plan.groups[$0].id != nil }.map { groupView($0) }
        + unplannedGroupViews,
      brokers: plan.clusters.indices.flatMap { brokerViews($0) })
    view.connect = plan.connect.indices.map { connectView($0) }
    return view
  }

  private func image(_ cluster: Int) -> MetadataImage { controllers[cluster].machine.image }

  private func topicViews(_ cluster: Int) -> [EstateView.TopicView] {
    let image = image(cluster)
    let number = ClusterIndex(Int32(cluster))
    return image.topics.enumerated().compactMap { index, topic in
      guard let topic else { return nil }
      let partitions =
        index < image.partitions.topics.count ? image.partitions.topics[index] : []
      return EstateView.TopicView(
        cluster: plan.clusters[cluster].name, name: topic.name,
        partitions: partitions.enumerated().compactMap { partition, registration in
          registration.map {
            partitionView(
              $0,
              TopicPartition(TopicIndex(Int32(index)), PartitionIndex(Int32(partition))), number)
          }
        })
    }
  }

  func partitionView(
    _ registration: PartitionRegistration, _ partition: TopicPartition, _ cluster: ClusterIndex
  ) -> EstateView.PartitionView {
    let log = leadersLog(of: partition, in: cluster)
    return EstateView.PartitionView(
      leader: registration.leader, leaderEpoch: registration.leaderEpoch,
      replicas: registration.replicas, isr: registration.isr,
      logStart: log?.logStart ?? .none, highWatermark: log?.highWatermark ?? .none,
      logEnd: log?.logEnd ?? .none)
  }

  /// As its coordinator has it. Readers without a group are nobody's: dead.
  func groupView(_ group: Int) -> EstateView.GroupView {
    let planned = plan.groups[group]
    guard let id = planned.id else {
      return EstateView.GroupView(
        cluster: plan.clusters[Int(planned.cluster.raw)].name, name: planned.name, standing: .dead,
        coordinator: nil, rows: [])
    }
    var view = EstateView.GroupView(
      cluster: plan.clusters[Int(planned.cluster.raw)].name, name: planned.name,
      standing: .unavailable, coordinator: nil, rows: [])
    guard let broker = coordinator(of: group) else { return view }
    view.coordinator = brokers[broker].id
    switch processStates[Int(brokers[broker].process.raw)] {
    case .running, .stopping: break
    case .notStarted, .paused, .dead: return view
    }
    guard brokers[broker].machine.coordinates(id) else { return view }
    guard let description = brokers[broker].machine.coordinatedGroup(id) else {
      view.standing = .dead
      return view
    }
    view.standing = .known(
      description.state, generation: description.generation,
      protocolName: description.protocolName, members: description.members.count)
    view.rows = rows(of: description, in: planned.cluster, group: group)
    return view
  }

  /// Consumer groups that only coordinators know: those whose offsets a mirror has set at its target.
  private var unplannedGroupViews: [EstateView.GroupView] {
    var views: [EstateView.GroupView] = []
    for broker in brokers.indices {
      let cluster = brokers[broker].cluster
      switch processStates[Int(brokers[broker].process.raw)] {
      case .running, .stopping: break
      case .notStarted, .paused, .dead: continue
      }
      for description in brokers[broker].machine.coordinatedGroups
      where group(of: description.id, in: cluster) == nil {
        guard ["", "consumer"].contains(description.protocolType ?? "") else { continue }
        views.append(
          EstateView.GroupView(
            cluster: plan.clusters[Int(cluster.raw)].name,
            name: plan.groupIDs[Int(description.id.index)],
            standing: .known(
              description.state, generation: description.generation,
              protocolName: description.protocolName, members: description.members.count),
            coordinator: brokers[broker].id, rows: rows(of: description, in: cluster, group: nil)))
      }
    }
    return views
  }

  /// Committed and assigned partitions, ascending; then members that have none.
  private func rows(
    of description: GroupDescription, in cluster: ClusterIndex, group: Int?
  ) -> [EstateView.GroupView.Row] {
    let topics = image(Int(cluster.raw)).topics
    var owned: [(partition: TopicPartition, member: Int)] = []
    var idle: [Int] = []
    for (index, member) in description.members.enumerated() {
      // Assignments are told of stable groups only (DescribeGroups).
      let assignment =
        description.state == .stable ? ConsumerAssignment(encoded: member.assignment) : nil
      let partitions = (assignment?.partitions ?? []).compactMap { named in
        topic(named: named.topic, in: cluster).map { TopicPartition($0, named.partition) }
      }
      if partitions.isEmpty { idle.append(index) }
      owned += partitions.map { ($0, index) }
    }
    var all = description.offsets.map(\.partition)
    for entry in owned where !all.contains(entry.partition) { all.append(entry.partition) }
    all.sort()
    var rows = all.map { partition in
      let member = owned.first { $0.partition == partition }?.member
      let name = topics[Int(partition.topic.raw)]?.name ?? ""
      return row(
        of: description, member: member, in: cluster, group: group, topic: name,
        partition: partition)
    }
    rows += idle.map {
      row(of: description, member: $0, in: cluster, group: group, topic: "", partition: nil)
    }
    return rows
  }

  private func row(
    of description: GroupDescription, member: Int?, in cluster: ClusterIndex, group: Int?,
    topic: String, partition: TopicPartition?
  ) -> EstateView.GroupView.Row {
    let known = member.map { description.members[$0] }
    return EstateView.GroupView.Row(
      topic: topic, partition: partition?.partition,
      committed: partition.flatMap { partition in
        description.offsets.first { $0.partition == partition }?.position.offset
      } ?? .none,
      end: partition.flatMap { leadersLog(of: $0, in: cluster)?.highWatermark } ?? .none,
      member: known?.id, clientID: known?.clientID ?? "",
      host: known.flatMap { member in group.flatMap { host(ofMember: member.id, in: $0) } } ?? "")
  }

  /// Where the process runs, or ran, that joined under this id.
  private func host(ofMember id: MemberID, in group: Int) -> String? {
    groups[group].members.first { members[$0].machine.memberID == id }.map { member in
      plan.hosts[Int(processes[Int(members[member].process.raw)].host.raw)].name
    }
  }

  private func brokerViews(_ cluster: Int) -> [EstateView.BrokerView] {
    let image = image(cluster)
    return plan.clusters[cluster].brokers.map { planned in
      var view = EstateView.BrokerView(
        cluster: plan.clusters[cluster].name, id: planned.id,
        host: plan.hosts[Int(planned.host.raw)].name, rack: planned.rack,
        process: processStates[
          Int(brokers[broker(planned.id, of: ClusterIndex(Int32(cluster)))].process.raw)
        ],
        isFenced: image.broker(planned.id)?.isFenced, leads: 0, inSync: 0, replicas: 0)
      for partition in image.partitions.topics.joined() {
        guard let partition else { continue }
        if partition.leader == planned.id { view.leads += 1 }
        if partition.isr.contains(planned.id) { view.inSync += 1 }
        if partition.replicas.contains(planned.id) { view.replicas += 1 }
      }
      return view
    }
  }
}
