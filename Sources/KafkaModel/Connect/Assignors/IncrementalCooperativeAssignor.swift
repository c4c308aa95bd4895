/// Gives away what is new, moves what is out of balance and waits for workers that are missing (KIP-415).
///
/// The memory is the leader's: it compares what it last gave out with what the workers say they run. What is on nobody
/// any more is lost, and waits for `scheduled.rebalance.max.delay.ms`. A new leader has no memory, so nothing is ever lost
/// for it: all that nobody runs is new and goes out at once.
///
/// Source: `org.apache.kafka.connect.runtime.distributed.IncrementalCooperativeAssignor`.
package struct IncrementalCooperativeAssignor: Hashable, Sendable {
  /// `scheduled.rebalance.max.delay.ms`
  let maxDelay: Milliseconds
  let behaviour: ConnectBehaviour
  /// What the last round gave out, without what it revoked and with what it found lost; sorted.
  var previous = ConnectorsAndTasks()
  /// What the last round revoked; sorted.
  var previousRevocation = ConnectorsAndTasks()
  var previousGeneration = GenerationID.unknown
  var previousMembers: [MemberID] = []
  var balance: BalanceMemory
  /// Workers that were empty when the delay began, in the order in which they were seen.
  package internal(set) var candidates: [MemberID] = []
  /// When the delay that runs ends; zero if none runs.
  package internal(set) var scheduledRebalance = Milliseconds.zero
  /// What the last round told all workers: how long until they rejoin by themselves.
  package internal(set) var delay = Milliseconds.zero

  /// What the leader remembers of revocations for balance.
  enum BalanceMemory: Hashable, Sendable {
    /// Before KAFKA-12495: a round that revokes is never followed by one that does.
    case everyOtherRound(mayRevoke: Bool)
    /// Since then such a round is put off, each time longer.
    case backingOff(revokedBefore: Bool, successive: Int)
  }

  package init(maxDelay: Milliseconds, behaviour: ConnectBehaviour) {
    self.maxDelay = maxDelay
    self.behaviour = behaviour
    balance =
      behaviour.backsOffRevocations
      ? .backingOff(revokedBefore: false, successive: 0) : .everyOtherRound(mayRevoke: true)
  }

  /// Whether the last round took something away for the balance.
  package var revokedInPrevious: Bool {
    switch balance {
    case .everyOtherRound(let mayRevoke): !mayRevoke
    case .backingOff(let revokedBefore, _): revokedBefore
    }
  }

  /// How many rounds in a row wanted to take something away.
  package var successiveRevocations: Int {
    switch balance {
    case .everyOtherRound: 0
    case .backingOff(_, let successive): successive
    }
  }

  /// One round: what changes for each worker, in their order; `delay` is what they are told beside.
  ///
  /// - Parameters:
  ///   - workers: all members and what they say they run.
  ///   - lastCompleted: the generation that the leader itself last completed.
  ///   - generation: the one that this round belongs to.
  package mutating func assign(
    _ configuration: ConnectConfiguration, to workers: [WorkerWork],
    lastCompleted: GenerationID, generation: GenerationID, now: Milliseconds
  ) -> [WorkerChange] {
    // The assignment of the last round reached nobody if the leader did not complete that generation.
    if previousGeneration != lastCompleted { previous = ConnectorsAndTasks() }
    var round = AssignmentRound(configuration, workers.inHashOrder)
    noticeVainRevocation(round.active)
    round.compare(with: previous)
    switch balance {
    case .everyOtherRound(let mayRevoke):
      balance = .everyOtherRound(
        mayRevoke: assignEveryOtherRound(&round, mayRevoke: mayRevoke, now: now))
    case .backingOff:
      assignBackingOff(&round, now)
    }
    remember(round)
    previousGeneration = generation
    previousMembers = workers.map(\.worker)
    let changes = round.changes
    return workers.map { member in
      changes.first { $0.worker == member.worker } ?? WorkerChange(worker: member.worker)
    }
  }

  /// What was revoked and still runs did not hear of it: the workers' word is taken for all.
  private mutating func noticeVainRevocation(_ active: ConnectorsAndTasks) {
    if !previousRevocation.intersection(active).isEmpty {
      previous = active
      if case .everyOtherRound = balance { balance = .everyOtherRound(mayRevoke: true) }
    }
    previousRevocation = ConnectorsAndTasks()
  }

  private mutating func remember(_ round: AssignmentRound) {
    var given = ConnectorsAndTasks()
    for member in round.next { given.append(member.work) }
    let revoked = round.allRevoked
    var left = given.sorted.without(revoked)
    left.append(round.lost)
    previous = left.sorted
    previousRevocation = revoked
  }

  private mutating func assignBackingOff(_ round: inout AssignmentRound, _ now: Milliseconds) {
    round.revokeDeletedAndDuplicated()
    handleLost(&round, now)
    guard case .backingOff(let revokedBefore, let successive) = balance else { return }
    if delay == .zero {
      let excess = round.excess()
      if excess.allSatisfy(\.isEmpty) {
        if revokedBefore { balance = .backingOff(revokedBefore: false, successive: 0) }
      } else if revokedBefore {
        balance = .backingOff(revokedBefore: true, successive: successive + 1)
        delay = putOff(successive + 1)
        if delay == .zero {
          round.revoke(excess)
        } else {
          scheduledRebalance = now + delay
        }
      } else {
        round.revoke(excess)
        balance = .backingOff(revokedBefore: true, successive: successive)
      }
    } else {
      balance = .backingOff(revokedBefore: false, successive: successive)
    }
    round.dealNew()
  }

  /// 1 ms times 40 for each round in a row, at most the whole delay.
  private func putOff(_ rounds: Int) -> Milliseconds {
    guard maxDelay > .zero else { return .zero }
    var span: Int64 = 1
    for _ in 0..<rounds where span < maxDelay.raw { span *= 40 }
    return min(Milliseconds(span), maxDelay)
  }
}
