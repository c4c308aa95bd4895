extension Partition {
  /// One partition of ListOffsets by a client that reads uncommitted records (`fetchOffsetForTimestamp`).
  ///
  /// A new leader whose high watermark has not reached the start of its epoch cannot tell the end yet:
  /// OFFSET_NOT_AVAILABLE (KIP-207).
  package func listOffset(
    _ request: ListOffsetsRequest.Partition
  ) -> ListOffsetsResponse.Partition {
    let error = check(currentLeaderEpoch: request.currentLeaderEpoch, onlyLeader: true)
    guard error == .none else { return .init(request.partition, error: error) }
    let knowsEnd = lead.epochStart <= log.highWatermark
    switch request.timestamp {
    case .earliest:
      let epoch = log.leaderEpochs.entries.first { $0.startOffset <= log.logStart }?.epoch
      return .init(
        request.partition, error: .none, offset: log.logStart, leaderEpoch: epoch ?? .none)
    case .latest:
      guard knowsEnd else { return .init(request.partition, error: .offsetNotAvailable) }
      return .init(
        request.partition, error: .none, offset: log.highWatermark, leaderEpoch: leaderEpoch)
    case .timestamp(let time):
      if let found = log.firstBatch(since: time), found.baseOffset < log.highWatermark {
        return .init(
          request.partition, error: .none, offset: max(found.baseOffset, log.logStart),
          leaderEpoch: found.leaderEpoch)
      }
      return .init(request.partition, error: knowsEnd ? .none : .offsetNotAvailable)
    }
  }

  /// One partition of OffsetForLeaderEpoch (`lastOffsetForLeaderEpoch`).
  package func endOfEpoch(
    _ request: OffsetForLeaderEpochRequest.Partition
  ) -> OffsetForLeaderEpochResponse.Partition {
    let error = check(currentLeaderEpoch: request.currentLeaderEpoch, onlyLeader: true)
    guard error == .none else {
      return .init(request.partition, error: error, end: .undefined)
    }
    return .init(
      request.partition, error: .none,
      end: log.endOffset(of: request.leaderEpoch) ?? .undefined)
  }

  /// The in-sync follower in the client's rack that a consumer should read from, if there is one
  /// and the leader itself is elsewhere (KIP-392: `findPreferredReadReplica`, `RackAwareReplicaSelector`).
  func preferredReplica(
    inRack rack: String, for request: FetchPartition, brokers: [BrokerRegistration]
  ) -> NodeID? {
    guard isLeader, check(currentLeaderEpoch: request.currentLeaderEpoch, onlyLeader: true) == .none
    else { return nil }
    let offset = request.fetchOffset
    var best: FollowerState?
    for registration in brokers where registration.rack == rack {
      if registration.id == broker { return nil }
      guard let index = lead.position(of: registration.id),
        lead.isr.committed.contains(registration.id)
      else { continue }
      let follower = lead.followers[index]
      guard follower.logEnd >= offset, follower.logStart <= offset else { continue }
      if let other = best, !follower.isFurther(than: other) { continue }
      best = follower
    }
    return best?.id
  }
}

extension FollowerState {
  /// Order of preference among followers: log end, then how lately it was caught up, then the id.
  fileprivate func isFurther(than other: FollowerState) -> Bool {
    (logEnd, lastCaughtUpTime, id) > (other.logEnd, other.lastCaughtUpTime, other.id)
  }
}

extension EpochEndOffset {
  /// The leader cannot tell.
  package static let undefined = EpochEndOffset(epoch: .none, endOffset: .none)
}
