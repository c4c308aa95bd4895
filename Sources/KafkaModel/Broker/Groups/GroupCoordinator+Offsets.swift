/// OffsetCommit and OffsetFetch (`handleCommitOffsets`, `handleFetchOffsets`).
extension GroupCoordinator {
  /// Checks a commit and writes it; NONE if it is under way and will be answered when it is replicated.
  ///
  /// - Parameter answers: the answer to be, with the errors of partitions that are not in the request any more.
  package mutating func commitOffsets(
    _ request: OffsetCommitRequest, answers: [PartitionError], from asker: GroupAsker?,
    now: Milliseconds, into effects: inout [GroupEffect]
  ) -> ErrorCode {
    let identity = request.identity
    let refusal = refusal(of: identity.group)
    guard refusal == .none else { return refusal }
    let isOutsider = identity.generation.raw < 0
    guard
      let row = groups.row(of: identity.group)
        ?? (isOutsider ? rowCreating(identity.group, now: now) : nil)
    else { return .illegalGeneration }
    if !isOutsider || groups.rows[row].state != .empty {
      if isOutsider, identity.member == .unknown, identity.groupInstanceID == nil {
        // Members alone may commit while there are any.
        return .unknownMemberID
      }
      let known = check(row, identity)
      guard let index = known.index else { return known.error }
      switch groups.rows[row].state {
      case .empty: break
      case .stable, .preparingRebalance: renewSession(row, index, now: now)
      case .completingRebalance: return .rebalanceInProgress
      }
    }
    lastCommit += 1
    let write = OffsetWrite(
      number: lastCommit, member: identity.member, offsets: request.offsets, at: now, asker: asker,
      answers: answers)
    groups.rows[row].prepare(write)
    effects.append(
      .write(
        GroupWrite(
          partition: partition(of: identity.group),
          records: request.offsets.map {
            .offset(identity.group, $0.partition, $0.position, at: now)
          },
          purpose: .offsets(origin(row), write))))
    return .none
  }

  /// The commit is replicated, or was given up.
  mutating func committed(
    _ write: OffsetWrite, _ origin: GroupWrite.Origin, error: ErrorCode, batch: Offset,
    into effects: inout [GroupEffect]
  ) {
    if let row = groups.row(of: origin) {
      if error == .none {
        groups.rows[row].complete(write, batch: batch)
        effects.append(.stored(origin.group, write.member, write.offsets))
      } else {
        groups.rows[row].forget(write)
      }
    }
    guard let asker = write.asker else { return }
    var answers = write.answers
    for index in answers.indices where answers[index].error == .none {
      answers[index].error = error
    }
    effects.append(.respond(asker, .offsetCommit(answers)))
  }

  /// Offsets as they are replicated, whatever the group's state.
  ///
  /// A member asks for given partitions and wants nothing that is about to change: UNSTABLE_OFFSET_COMMIT while a
  /// commit of one of them is under way, which Kafka says of each and clients take for all. Whoever asks for all
  /// partitions takes what is there.
  package func fetchOffsets(_ request: OffsetFetchRequest) -> OffsetFetchResponse {
    let refusal = refusal(of: request.group)
    guard refusal == .none else { return OffsetFetchResponse(error: refusal) }
    let row = groups.row(of: request.group)
    guard let partitions = request.partitions else {
      let all = row.map { groups.rows[$0].offsets } ?? []
      return OffsetFetchResponse(
        error: .none, offsets: all.map { PartitionOffset($0.partition, $0.position) })
    }
    let nothing = OffsetAndEpoch(offset: .none, leaderEpoch: .none)
    guard let row else {
      return OffsetFetchResponse(
        error: .none, offsets: partitions.map { PartitionOffset($0, nothing) })
    }
    if partitions.contains(where: { groups.rows[row].hasPendingOffset(of: $0) }) {
      return OffsetFetchResponse(error: .unstableOffsetCommit)
    }
    return OffsetFetchResponse(
      error: .none,
      offsets: partitions.map {
        PartitionOffset($0, groups.rows[row].offset(of: $0)?.position ?? nothing)
      })
  }
}
