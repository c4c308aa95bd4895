/// AlterPartition, elections asked for and the two sweeps.
extension Controller {
  /// At most this many partitions move in one write (`MAX_ELECTIONS_PER_IMBALANCE`).
  private static let maxElections = 1_000

  func change(_ partition: PartitionRegistration) -> PartitionChange {
    var change = PartitionChange(
      partition, acceptable: partition.replicas.filter(image.isActive))
    change.raisesLeaderEpochOnShrink = behaviour.raisesLeaderEpochOnShrink
    return change
  }

  mutating func alterPartition(
    _ request: AlterPartitionRequest, _ token: RequestToken, now: Milliseconds,
    _ effects: inout [ControllerEffect]
  ) {
    guard let broker = image.broker(request.broker), broker.epoch == request.brokerEpoch else {
      refuse(token, .alterPartition(AlterPartitionResponse(error: .staleBrokerEpoch)), &effects)
      return
    }
    var records: [MetadataRecord] = []
    var answers: [AlterPartitionResponse.Partition] = []
    for proposal in request.partitions {
      let error = validate(proposal, from: request.broker)
      guard error == .none, var partition = image.partitions[proposal.partition] else {
        answers.append(AlterPartitionResponse.Partition(proposal.partition, error: error))
        continue
      }
      var change = change(partition)
      change.targetIsr = proposal.isr.map(\.id)
      change.targetRecovering = proposal.recovering
      change.election = onlineElection(proposal.partition.topic)
      if let after = change.build() {
        records.append(.partitionChange(proposal.partition, after))
        partition = after
      }
      answers.append(
        AlterPartitionResponse.Partition(
          proposal.partition, error: .none, leader: partition.leader,
          leaderEpoch: partition.leaderEpoch, partitionEpoch: partition.partitionEpoch,
          isr: partition.isr))
    }
    let response = AlterPartitionResponse(error: .none, partitions: answers)
    write(records, answering: token, .alterPartition(response), now: now, &effects)
  }

  /// The checks in Kafka's order (`validateAlterPartitionData`).
  private func validate(
    _ proposal: AlterPartitionRequest.Partition, from broker: NodeID
  ) -> ErrorCode {
    guard let partition = image.partitions[proposal.partition] else {
      return .unknownTopicOrPartition
    }
    if proposal.leaderEpoch > partition.leaderEpoch { return .notController }
    if proposal.partitionEpoch > partition.partitionEpoch { return .notController }
    if proposal.leaderEpoch < partition.leaderEpoch { return .fencedLeaderEpoch }
    if broker != partition.leader { return .invalidRequest }
    if proposal.partitionEpoch < partition.partitionEpoch { return .invalidUpdateVersion }
    let isr = proposal.isr.map(\.id)
    if isr.isEmpty || !isr.allSatisfy(partition.replicas.contains) { return .invalidRequest }
    for index in isr.indices where isr[..<index].contains(isr[index]) { return .invalidRequest }
    if !isr.contains(broker) { return .invalidRequest }
    if proposal.recovering, isr.count > 1 { return .invalidRequest }
    if proposal.recovering, !partition.recovering { return .invalidRequest }
    for member in proposal.isr {
      guard let registration = image.broker(member.id), image.isActive(member.id),
        member.epoch == .none || member.epoch == registration.epoch
      else { return .ineligibleReplica }
    }
    return .none
  }

  mutating func electLeaders(
    _ request: ElectLeadersRequest, _ token: RequestToken, now: Milliseconds,
    _ effects: inout [ControllerEffect]
  ) {
    var records: [MetadataRecord] = []
    var errors: [ErrorCode] = []
    for key in request.partitions ?? image.partitions.keys {
      let error = elect(key, request.kind, &records)
      if request.partitions == nil, error == .electionNotNeeded { continue }
      errors.append(error)
    }
    write(records, answering: token, .electLeaders(errors), now: now, &effects)
  }

  private func elect(
    _ key: TopicPartition, _ kind: ElectionKind, _ records: inout [MetadataRecord]
  ) -> ErrorCode {
    guard image.topic(key.topic) != nil, let partition = image.partitions[key] else {
      return .unknownTopicOrPartition
    }
    var change = change(partition)
    switch kind {
    case .preferred:
      if partition.hasPreferredLeader { return .electionNotNeeded }
      change.election = .preferred
    case .unclean:
      if partition.leader != nil { return .electionNotNeeded }
      change.election = .unclean
    }
    if let after = change.build() {
      records.append(.partitionChange(key, after))
      return .none
    }
    switch kind {
    case .preferred: return .preferredLeaderNotAvailable
    case .unclean: return .eligibleLeadersNotAvailable
    }
  }

  /// Gives partitions back to their preferred leaders where they may lead (`maybeBalancePartitionLeaders`).
  mutating func balanceLeaders(now: Milliseconds, _ effects: inout [ControllerEffect]) {
    var records: [MetadataRecord] = []
    for key in image.partitions.keys where records.count < Self.maxElections {
      guard let partition = image.partitions[key], !partition.hasPreferredLeader else { continue }
      var change = change(partition)
      change.election = .preferred
      if let after = change.build() { records.append(.partitionChange(key, after)) }
    }
    balance = records.count >= Self.maxElections ? .immediately : .deferred
    repeatPeriodically(
      .balanceLeaders, balance, interval: settings.leaderImbalanceCheckInterval, now: now, &effects)
    write(records, now: now, &effects)
  }

  /// Looks for topics that allow unclean elections and have partitions without leader (`maybeElectUncleanLeaders`).
  mutating func electUncleanLeaders(now: Milliseconds, _ effects: inout [ControllerEffect]) {
    var records: [MetadataRecord] = []
    for key in image.partitions.keys where records.count < Self.maxElections {
      guard let partition = image.partitions[key], partition.leader == nil,
        setting(of: key.topic).uncleanLeaderElection
      else { continue }
      _ = elect(key, .unclean, &records)
    }
    uncleanSweep = records.count >= Self.maxElections ? .immediately : .deferred
    repeatPeriodically(
      .electUncleanLeaders, uncleanSweep, interval: settings.uncleanElectionInterval, now: now,
      &effects)
    write(records, now: now, &effects)
  }
}
