extension ConsumerCoordinator {
  /// The member leads: it assigns as soon as it knows the group's topics (`onLeaderElected`).
  mutating func elected(
    _ response: JoinGroupResponse, _ subscriptions: inout SubscriptionState,
    _ network: inout ConsumerNetwork, now: Milliseconds, into effects: inout [ClientEffect]
  ) {
    var topics: [String] = []
    for member in response.members {
      guard let subscription = ConsumerSubscription(encoded: member.metadata) else { continue }
      for topic in subscription.topics where !topics.contains(topic) { topics.append(topic) }
    }
    if subscriptions.groupSubscribe(topics) { network.metadata.requestUpdateForNewTopics() }
    election = Election(response: response)
    if network.isMetadataStale(now: now) {
      network.metadata.requestUpdate()
      election?.awaitsAfter = network.metadata.version
    }
    assignIfLeading(&subscriptions, &network, now: now, into: &effects)
  }

  /// Metadata came, or may have: a leader that waited for it assigns.
  package mutating func metadataArrived(
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork,
    now: Milliseconds, into effects: inout [ClientEffect]
  ) {
    assignIfLeading(&subscriptions, &network, now: now, into: &effects)
  }

  private mutating func assignIfLeading(
    _ subscriptions: inout SubscriptionState, _ network: inout ConsumerNetwork,
    now: Milliseconds, into effects: inout [ClientEffect]
  ) {
    guard let election, election.awaitsAfter != network.metadata.version else { return }
    self.election = nil
    guard member.isAssigning else { return }
    updateSnapshot(&subscriptions, &network)
    isLeader = true
    if election.response.skipAssignment {
      assignedFrom = snapshot
      member.assign([], now: now, network: &network, into: &effects)
      return
    }
    guard
      let choice = settings.assignors.first(where: {
        $0.name == election.response.protocolName
      })
    else {
      // The coordinator chose what this member did not offer: an IllegalStateException.
      member.assignmentFailed(.unexpected(.inconsistentGroupProtocol))
      return
    }
    let group = groupSubscription(election.response, subscriptions, network.metadata)
    let assignments = assignors.assign(group, by: choice, behaviour)
    noteGenerations(of: group)
    assignedFrom = snapshot
    let encoded = assignments.map { entry in
      SyncGroupRequest.Assignment(
        member: entry.member,
        assignment: ConsumerAssignment(partitions: entry.partitions).encoded(behaviour))
    }
    member.assign(encoded, now: now, network: &network, into: &effects)
  }

  /// What the assignor is given: topics by name and members by id, each ascending.
  private func groupSubscription(
    _ response: JoinGroupResponse, _ subscriptions: SubscriptionState,
    _ metadata: ClientMetadata
  ) -> GroupSubscription {
    let topics = subscriptions.metadataTopics.sorted().compactMap { name -> AssignableTopic? in
      guard let topic = metadata.topic(named: name),
        let count = metadata.partitionCount(of: topic)
      else { return nil }
      return AssignableTopic(name: name, partitions: Int32(count))
    }
    let members = response.members.sorted { $0.id < $1.id }.compactMap { member in
      ConsumerSubscription(encoded: member.metadata).map {
        MemberSubscription(
          member: member.id, groupInstanceID: member.groupInstanceID, subscription: $0)
      }
    }
    return GroupSubscription(
      topics: topics, members: members, newestGeneration: newestGeneration)
  }

  private mutating func noteGenerations(of group: GroupSubscription) {
    for member in group.members {
      newestGeneration = max(newestGeneration, member.subscription.generation)
    }
  }
}
