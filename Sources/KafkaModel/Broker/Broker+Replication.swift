/// The replica fetcher threads (`ReplicaFetcherManager`, `AbstractFetcherThread`).
extension Broker {
  /// A thread that sleeps for no time still takes some.
  private var fetchBackoff: Milliseconds { max(settings.replicaFetchBackoff, Milliseconds(1)) }

  func fetcherPosition(_ source: NodeID, _ index: Int32) -> Int? {
    fetchers.firstIndex { $0.source == source && $0.index == index }
  }

  /// Gives followed partitions to the threads of their leaders: a new or sleeping thread fetches at once, a blocked
  /// one when its request is answered.
  mutating func addToFetchers(
    _ rows: [Int], now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    for row in rows {
      guard let source = hosted.rows[row].partition.leader else { continue }
      let index = fetcherIndex(of: hosted.rows[row].partition.id)
      hosted.rows[row].partition.beginFetching(now: now, effects: &partitionEffects)
      let position: Int
      if let known = fetcherPosition(source, index) {
        position = known
      } else {
        position = fetchers.count
        fetchers.append(ReplicaFetcher(source: source, index: index, settings: settings))
      }
      fetchers[position].entries.append(
        ReplicaFetcher.Entry(row: Int32(row), delayedUntil: Milliseconds(Int64.min)))
      fetchers[position].isSignalled = true
      fetchers[position].isReshaped = true
    }
    for position in fetchers.indices where fetchers[position].isSignalled {
      fetchers[position].isSignalled = false
      runFetcher(position, now: now, into: &effects)
    }
  }

  /// Takes the partition from its thread at once, whatever the thread waits for.
  mutating func removeFromFetcher(_ row: Int) {
    for position in fetchers.indices {
      if let entry = fetchers[position].entries.firstIndex(where: { $0.row == Int32(row) }) {
        fetchers[position].entries.remove(at: entry)
        fetchers[position].isReshaped = true
        return
      }
    }
  }

  /// Ends threads without partitions, and their connections (`shutdownIdleFetcherThreads`).
  mutating func closeIdleFetchers(into effects: inout [BrokerEffect]) {
    for fetcher in fetchers where fetcher.entries.isEmpty {
      effects.append(.closeChannel(fetcher.channel.id))
    }
    fetchers.removeAll { $0.entries.isEmpty }
  }

  /// One pass of a thread that is not blocked: a fetch of all partitions that are ready, or sleep; a session that has
  /// lost its last partition is ended by a fetch of its own.
  mutating func runFetcher(
    _ position: Int, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    guard !fetchers[position].isBlocked else { return }
    // Written where it is sent from: it is large, and every copy would share its lists.
    var request = FetchRequest(
      replica: FetchRequest.ReplicaState(id: id, epoch: lifecycle.brokerEpoch),
      maxWait: settings.replicaFetchWaitMax, minBytes: settings.replicaFetchMinBytes,
      maxBytes: settings.replicaFetchResponseMaxBytes, partitions: .none)
    buildFetch(position, now: now, into: &request)
    if fetchers[position].session.partitions.isEmpty, request.forgotten.isEmpty {
      let until = now + fetchBackoff
      fetchers[position].activity = .asleep(until: until)
      let timer = BrokerTimer.fetcher(
        source: fetchers[position].source, index: fetchers[position].index)
      effects.append(.setTimer(timer, at: until))
      return
    }
    fetchers[position].send(
      consume request, now: now, jitter: &draws.connectionJitter, into: &effects)
  }

  private mutating func buildFetch(
    _ position: Int, now: Milliseconds, into request: inout FetchRequest
  ) {
    guard fetchers[position].isReshaped || fetchers[position].session.metadata.isFull else {
      return fetchers[position].buildChanges(
        reading: &hosted, maxBytes: settings.replicaFetchMaxBytes, into: &request)
    }
    fetchers[position].answered = .none
    fetchers[position].isReshaped = false
    fetchers[position].session.begin()
    for entry in fetchers[position].entries {
      if entry.delayedUntil > now {
        fetchers[position].isReshaped = true
        continue
      }
      fetchers[position].session.add(
        hosted.rows[Int(entry.row)].partition.nextFetch(maxBytes: settings.replicaFetchMaxBytes))
    }
    fetchers[position].session.build(into: &request)
  }

  mutating func fetchAnswered(
    _ answer: consuming FetchResponse, fetcher position: Int, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {
    guard fetchers[position].takes(answer) else {
      // Nothing of it can be used: a full fetch follows at once.
      return runFetcher(position, now: now, into: &effects)
    }
    // Answers come nearly in the order of the entries, but one alone mostly is of the last: it gave data before.
    var hint = fetchers[position].entries.count - 1
    for index in answer.partitions.indices {
      let partition = answer.partitions[index].partition
      guard let row = hosted.index(of: partition),
        let entry = entry(of: row, in: position, from: &hint),
        fetchers[position].entries[entry].delayedUntil <= now,
        let asked = fetchers[position].session.position(of: partition, near: index)
      else { continue }
      apply(
        answer.partitions, at: index, to: fetchers[position].session.partitions[asked], row: row,
        entry: entry, fetcher: position, now: now, into: &effects)
      fetchers[position].answered.append(
        ReplicaFetcher.Answered(row: Int32(row), place: Int32(asked)))
    }
    keep((consume answer).partitions)
    if fetchers[position].isReshaped { fetchers[position].entries.removeAll { $0.row < 0 } }
    fetchers[position].moveMarkedToEnd()
    settlePartitions(now: now, into: &effects)
    runFetcher(position, now: now, into: &effects)
  }

  /// Keeps the list of answers that were taken in, unless there are enough: leaders take turns at giving, as producers
  /// stay with one partition for a while.
  private mutating func keep(_ answers: consuming [FetchPartitionResponse]) {
    guard spareAnswers.count < 2_048 else { return }
    answers.clear()
    spareAnswers.append(answers)
  }

  /// Takes in one of the answers, read where it lies.
  private mutating func apply(
    _ answers: [FetchPartitionResponse], at place: Int, to sent: FetchPartition, row: Int,
    entry: Int, fetcher position: Int, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    let progress = hosted.rows[row].partition.apply(
      answers, at: place, to: sent, now: now, effects: &partitionEffects)
    switch progress {
    case .fetching:
      let hasData = answers[place].error == .none && answers[place].diverging == nil
      if hasData, !answers[place].batches.isEmpty || !fetchers[position].entries[entry].hasLag {
        fetchers[position].gaveData(entry)
      }
    case .needsLeaderOffsets:
      // The two ListOffsets requests Kafka sends here are left out: the refusal carries their answers.
      if let leaderEnd = answers[place].diverging?.endOffset {
        hosted.rows[row].partition.outOfRange(
          leaderStart: answers[place].logStart, leaderEnd: leaderEnd, now: now,
          effects: &partitionEffects)
      } else {
        delay(entry, of: position, now: now)
      }
    case .backOff(let error):
      effects.append(
        .journal(
          .fetchRefused(answers[place].partition, leader: fetchers[position].source, error: error)))
      delay(entry, of: position, now: now)
    case .failed:
      fetchers[position].entries[entry].row = -1
      fetchers[position].isReshaped = true
    }
  }

  private mutating func delay(_ entry: Int, of position: Int, now: Milliseconds) {
    fetchers[position].entries[entry].delayedUntil = now + fetchBackoff
    fetchers[position].markForEnd(entry)
    fetchers[position].isReshaped = true
  }

  /// The connection failed or the request timed out: every partition of the thread waits.
  mutating func fetchFailed(
    _ position: Int, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {
    fetchers[position].activity = .new
    fetchers[position].session.fail()
    fetchers[position].delayAll(until: now + fetchBackoff, now: now)
    runFetcher(position, now: now, into: &effects)
  }

  private func entry(of row: Int, in position: Int, from hint: inout Int) -> Int? {
    let count = fetchers[position].entries.count
    for step in 0..<count {
      let index = hint + step < count ? hint + step : hint + step - count
      if fetchers[position].entries[index].row == Int32(row) {
        hint = index + 1 < count ? index + 1 : 0
        return index
      }
    }
    return nil
  }

  /// `AbstractFetcherManager.getFetcherId`: 31 x Java's hash of the topic's name + partition, modulo the threads.
  private func fetcherIndex(of key: TopicPartition) -> Int32 {
    guard settings.numReplicaFetchers > 1 else { return 0 }
    var hash: Int32 = 0
    for unit in (metadata.image.topic(key.topic)?.name ?? "").utf16 {
      hash = hash &* 31 &+ Int32(unit)
    }
    let mixed = (hash &* 31 &+ key.partition.raw)
    return (mixed == .min ? 0 : abs(mixed)) % settings.numReplicaFetchers
  }
}
