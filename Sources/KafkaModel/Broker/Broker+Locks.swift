/// Requests and leaderships that are being taken want the same lock of a partition (`leaderIsrUpdateLock`).
extension Broker {
  /// Lets the requests go on that waited for a partition whose epoch is on disk now; those that are returned find the
  /// next partition locked.
  ///
  /// A request's thread has to wake up while the thread that takes leaderships goes on to the next partition: either may
  /// come first. In recorded rolling restarts fetches that had waited were refused for the next partition, or waited for
  /// it too.
  mutating func releaseLock(
    now: Milliseconds, into effects: inout [BrokerEffect]
  ) -> [LockedRequests.Waiting] {
    var late: [LockedRequests.Waiting] = []
    for waiting in lockedRequests.release() {
      if draws.threadOrder.below(2) == 0 {
        resume(waiting, now: now, into: &effects)
      } else {
        late.append(waiting)
      }
    }
    return late
  }

  mutating func resume(
    _ waiting: LockedRequests.Waiting, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    let (correlation, connection) = (waiting.correlation, waiting.connection)
    switch waiting.work {
    case .fetch(let fetch):
      proceed(fetch, correlation, on: connection, now: now, into: &effects)
    case .produce(let produce):
      proceed(produce, correlation, on: connection, now: now, into: &effects)
    case .whole(let request):
      handle(request, correlation, on: connection, now: now, into: &effects)
    }
  }

  /// Looks at a fetch's partitions up to one that is locked; reads them all when none is.
  mutating func proceed(
    _ fetch: consuming FetchInHand, _ correlation: Int32, on connection: ServerConnection,
    now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    let isFollower = fetch.reader.replica != nil
    while fetch.next < fetch.partitions.count {
      let asked = fetch.partitions[fetch.next]
      if asked.partition == lockedRequests.partition {
        return lockedRequests.wait(.fetch(fetch), correlation, on: connection)
      }
      if let row = hosted.index(of: asked.partition) {
        let error = hosted.rows[row].partition.check(
          currentLeaderEpoch: asked.currentLeaderEpoch, onlyLeader: isFollower)
        if error != .none { fetch.refused.append(.init(entry: fetch.next, error: error)) }
      }
      fetch.next += 1
    }
    serve(
      fetch.partitions, refused: fetch.refused, by: fetch.reader, fetch.context,
      maxWait: fetch.maxWait, correlation, on: connection, now: now, into: &effects)
  }

  /// Goes on appending; followers may have fetched meanwhile what was appended before the lock.
  private mutating func proceed(
    _ produce: ProduceInHand, _ correlation: Int32, on connection: ServerConnection,
    now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    var answers = produce.answers
    produceRequired = produce.required
    for entry in answers.indices where produceRequired[entry] != .none {
      guard let row = hosted.index(of: answers[entry].partition) else { continue }
      switch hosted.rows[row].partition.acksAll(required: produceRequired[entry]) {
      case .waiting:
        continue
      case .reached(let error):
        answers[entry].error = error
      case .notLeader:
        answers[entry].error = .notLeaderOrFollower
        answers[entry].currentLeader = currentLeader(of: hosted.rows[row].partition)
      }
      produceRequired[entry] = .none
    }
    append(produce.request, answers, correlation, on: connection, now: now, into: &effects)
  }

  /// Whether a request has to wait for one of these partitions before it begins.
  mutating func waits(
    _ request: Request, for partitions: some Sequence<TopicPartition>, _ correlation: Int32,
    on connection: ServerConnection
  ) -> Bool {
    guard let locked = lockedRequests.partition, partitions.contains(locked) else { return false }
    lockedRequests.wait(.whole(request), correlation, on: connection)
    return true
  }
}
