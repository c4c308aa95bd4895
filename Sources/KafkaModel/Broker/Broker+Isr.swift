/// Proposals of in-sync replicas, and other wishes of partitions.
extension Broker {
  mutating func settlePartitions(now: Milliseconds, into effects: inout [BrokerEffect]) {
    var taken = 0
    while let effect = partitionEffects.takeNext(&taken, leaving: .isrMark(.failed)) {
      switch consume effect {
      case .alterPartition(let proposal):
        submit(proposal, now: now)
      case .logEndMoved(let key, _), .lowWatermarkMoved(let key):
        if let row = hosted.index(of: key) { wakeFetches(at: row, now: now, into: &effects) }
      case .highWatermarkMoved(let key, _), .leadershipLost(let key):
        if key.topic == offsetsTopic { wakeGroupWrites(key, now: now) }
        if let row = hosted.index(of: key) {
          wakeProduces(at: row, into: &effects)
          wakeFetches(at: row, now: now, into: &effects)
        }
      case .isrMark:
        break
      case .journal(let event):
        effects.append(.journal(event))
      }
    }
    propagateIsrProposals(now: now, into: &effects)
  }

  private mutating func submit(
    _ proposal: AlterPartitionRequest.Partition, now: Milliseconds
  ) {
    guard !isrProposals.submit(proposal), let row = hosted.index(of: proposal.partition) else {
      return
    }
    noteQuietFollowers()
    hosted.rows[row].partition.alterPartitionAnswered(
      .refused(.operationNotAttempted), sent: proposal, context: context(now),
      effects: &partitionEffects)
  }

  mutating func propagateIsrProposals(now: Milliseconds, into effects: inout [BrokerEffect]) {
    guard isrProposals.take() else { return }
    sendIsrProposals(now: now, into: &effects)
  }

  /// Sends what is in flight, also again after a failure of the connection: the channel never gives up.
  mutating func sendIsrProposals(now: Milliseconds, into effects: inout [BrokerEffect]) {
    guard !isrProposals.sent.isEmpty else { return }
    let request = AlterPartitionRequest(
      broker: id, brokerEpoch: lifecycle.brokerEpoch, partitions: isrProposals.sent)
    alterPartitionChannel.submit(
      .alterPartition(request), now: now, jitter: &draws.connectionJitter, into: &effects)
  }

  mutating func alterPartitionAnswered(
    _ response: Response, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    guard case .alterPartition(let answer) = response else {
      preconditionFailure("not an answer to AlterPartition")
    }
    if answer.error == .notController {
      alterPartitionChannel.close(now: now, jitter: &draws.connectionJitter, into: &effects)
      sendIsrProposals(now: now, into: &effects)
    } else if answer.error != .none {
      isrProposals.failed()
      jobs.alterPartitionRetry = now + Milliseconds(50)
      effects.append(.setTimer(.alterPartitionRetry, at: jobs.alterPartitionRetry))
    } else {
      noteQuietFollowers()
      for proposal in isrProposals.answered() {
        guard let row = hosted.index(of: proposal.partition) else { continue }
        let one = answer.partitions.first { $0.partition == proposal.partition }
        hosted.rows[row].partition.alterPartitionAnswered(
          Self.answer(one), sent: proposal, context: context(now), effects: &partitionEffects)
      }
      propagateIsrProposals(now: now, into: &effects)
    }
  }

  private static func answer(_ answer: AlterPartitionResponse.Partition?) -> AlterPartitionAnswer {
    guard let answer else { return .refused(.unknownServerError) }
    guard answer.error == .none else { return .refused(answer.error) }
    return .accepted(
      leaderEpoch: answer.leaderEpoch, partitionEpoch: answer.partitionEpoch, isr: answer.isr)
  }
}
