/// One pass over partitions for a fetch: what holds for all of them, and what it has come to.
struct FetchPass {
  let reader: FetchReader
  /// A new fetch says something of its follower; what a parked one says was noted when it came.
  let isNewFetch: Bool
  /// The place of the session, which need not be told what it knows.
  let session: Int?
  let now: Milliseconds
  var bytesLeft: Int32
  var minOneMessage = true
  var bytes: Int64 = 0
  /// An error or a divergence is told without waiting.
  var answersAtOnce = false

  init(by reader: FetchReader, in session: Int?, isNewFetch: Bool, now: Milliseconds) {
    self.reader = reader
    self.isNewFetch = isNewFetch
    self.session = session
    self.now = now
    bytesLeft = reader.maxBytes
  }

  var isFollowers: Bool { reader.replica != nil }

  var asker: PartitionReader {
    reader.replica.map { .follower($0, updatesState: isNewFetch) } ?? .consumer
  }

  mutating func add(bytes added: Int32) {
    bytes += Int64(added)
    minOneMessage = false
    bytesLeft = max(0, bytesLeft - added)
  }

  /// The fetch need not wait for more.
  var isEnough: Bool { answersAtOnce || bytes >= Int64(reader.minBytes) }
}

/// Reading for a fetch (`ReplicaManager.readFromLog`).
extension Broker {
  /// Reads the partitions in a list into `fetchAnswers`: one answer for each, of a session only those that it must tell.
  /// True if that is enough for an answer at once.
  mutating func read(
    _ partitions: Few<FetchPartition>, refused: [FetchInHand.Refusal], by reader: FetchReader,
    in session: Int?, isNewFetch: Bool, now: Milliseconds
  ) -> Bool {
    clearAnswers()
    var pass = FetchPass(by: reader, in: session, isNewFetch: isNewFetch, now: now)
    if session == nil { fetchAnswers.reserveCapacity(partitions.count) }
    var refusals = 0
    for index in partitions.indices {
      let asked = partitions[index]
      var refusal = ErrorCode.none
      if refusals < refused.count, refused[refusals].entry == index {
        refusal = refused[refusals].error
        refusals += 1
      }
      var place: Int?
      if let session {
        guard let entry = fetchSessions.sessions[session].position(of: asked.partition) else {
          continue
        }
        place = entry
      }
      _ = look(
        at: asked, of: hosted.index(of: asked.partition), refusal: refusal, place: place, &pass)
    }
    return pass.isEnough
  }

  /// Reads a session into `fetchAnswers`; partitions that are as the client and the fetch before left them are passed
  /// over. True if that is enough for an answer at once.
  mutating func read(
    _ session: Int, by reader: FetchReader, isNewFetch: Bool, now: Milliseconds
  ) -> Bool {
    findChanged(in: session, isFollowers: reader.replica != nil)
    clearAnswers()
    var pass = FetchPass(by: reader, in: session, isNewFetch: isNewFetch, now: now)
    let fetchedAt = fetchSessions.sessions[session].fetchedAt
    if isNewFetch { fetchSessions.sessions[session].fetched(by: reader.replica, now: now) }
    for index in fetchPlaces.indices {
      let place = Int(fetchPlaces[index])
      let entry = fetchSessions.sessions[session].entries[place]
      let isKnown = entry.row >= 0 && !fetchSessions.sessions[session].isReshaped
      let row = isKnown ? Int(entry.row) : hosted.index(of: entry.asked.partition)
      if entry.isQuiet, let row, let follower = reader.replica {
        hosted.rows[row].partition.followerFetchedAgain(follower.id, now: fetchedAt)
      }
      let isSettled = look(at: entry.asked, of: row, refusal: .none, place: place, &pass)
      fetchSessions.sessions[session].entries[place].note(
        isQuiet: isSettled && (isNewFetch || entry.isQuiet))
    }
    return pass.isEnough
  }

  @inline(__always)
  private mutating func clearAnswers() {
    fetchAnswers.clear()
    fetchAnswerPositions = .none
  }

  /// Puts the places of the entries that are not quiet, or not any more, into `fetchPlaces`.
  private mutating func findChanged(in session: Int, isFollowers: Bool) {
    fetchPlaces.clear()
    for place in fetchSessions.sessions[session].entries.indices {
      let entry = fetchSessions.sessions[session].entries[place]
      if entry.isQuiet, !entry.isNamed,
        hosted.rows[Int(entry.row)].partition.log.stands(
          at: entry.told, end: isFollowers ? entry.asked.fetchOffset : nil)
      {
        continue
      }
      fetchPlaces.append(Int32(place))
      // They are few: each is put where its turn is.
      var gap = fetchPlaces.count - 1
      while gap > 0, turn(of: fetchPlaces[gap - 1], in: session) > entry.turn {
        fetchPlaces.swapAt(gap - 1, gap)
        gap -= 1
      }
    }
  }

  private func turn(of place: Int32, in session: Int) -> Int64 {
    fetchSessions.sessions[session].entries[Int(place)].turn
  }

  /// Looks at one partition, which has a place in the session if there is one; true if nothing was found there and nothing
  /// but its time would be noted of another fetch like this one.
  private mutating func look(
    at asked: FetchPartition, of row: Int?, refusal: ErrorCode, place: Int?,
    _ pass: inout FetchPass
  ) -> Bool {
    guard let row else {
      answerWithoutReplica(of: asked.partition, isFollower: pass.isFollowers, at: place)
      pass.answersAtOnce = true
      return false
    }
    if refusal != .none {
      refuse(refusal, isFollower: pass.isFollowers, of: row, at: place)
      pass.answersAtOnce = true
      return false
    }
    // As they are before the fetch is taken into account.
    let told = hosted.rows[row].partition.log.told
    // The follower that a consumer in another rack is sent to (KIP-392).
    if let rack = pass.reader.rack,
      let preferred = hosted.rows[row].partition.preferredReplica(
        inRack: racks[Int(rack)], for: asked, brokers: metadata.image.brokers)
    {
      answer(
        FetchPartitionResponse(asked.partition, told, preferredReadReplica: preferred), at: place)
      pass.answersAtOnce = true
      return false
    }
    // Most find nothing, as their reader has all there is. They are looked at without changing anything, or only
    // what is kept of a follower: that is a small part of a whole read.
    if hosted.rows[row].partition.isReadToEnd(asked, isFollower: pass.isFollowers) {
      let noted: Partition.EndNoted =
        if pass.isNewFetch, let follower = pass.reader.replica {
          hosted.rows[row].partition.followerFetchedAtEnd(
            asked, by: follower, context: context(pass.now), effects: &partitionEffects)
        } else {
          .settled
        }
      if noted != .refused {
        if !fetchSessions.knows(told, at: place, in: pass.session) {
          answer(FetchPartitionResponse(asked.partition, told), at: place)
        }
        return noted == .settled && pass.reader.rack == nil
      }
    }
    if !pass.isNewFetch, let batch = newestBatch(for: asked, of: row, pass) {
      answer(
        FetchPartitionResponse(
          asked.partition, error: .none, highWatermark: told.highWatermark,
          logStart: told.logStart, batches: .one(batch)), at: place)
      pass.add(bytes: batch.sizeInBytes)
      return false
    }
    let outcome = hosted.rows[row].partition.fetch(
      asked, by: pass.asker, maxBytes: min(asked.maxBytes, pass.bytesLeft),
      minOneMessage: pass.minOneMessage, context: context(pass.now),
      effects: &partitionEffects)
    switch outcome {
    case .refused(let error):
      refuse(error, isFollower: pass.isFollowers, of: row, at: place)
      pass.answersAtOnce = true
    case .diverging(let end, let highWatermark, let logStart):
      answer(
        FetchPartitionResponse(
          asked.partition, error: .none, highWatermark: highWatermark, logStart: logStart,
          diverging: end), at: place)
      pass.answersAtOnce = true
    case .read(let data, let highWatermark, let logStart):
      if data.sizeInBytes == 0, fetchSessions.knows(told, at: place, in: pass.session) {
        return false
      }
      answer(
        FetchPartitionResponse(
          asked.partition, error: .none, highWatermark: highWatermark, logStart: logStart,
          batches: data.batches), at: place)
      guard data.sizeInBytes > 0 else { return false }
      pass.add(bytes: data.sizeInBytes)
    }
    return false
  }

  /// What a follower's parked fetch mostly finds: one batch, which has just come.
  @inline(__always)
  private func newestBatch(
    for asked: FetchPartition, of row: Int, _ pass: FetchPass
  ) -> RecordBatch? {
    guard let follower = pass.reader.replica?.id,
      let batch = hosted.rows[row].partition.newestBatch(for: asked, of: follower),
      pass.minOneMessage || batch.sizeInBytes <= min(asked.maxBytes, pass.bytesLeft)
    else { return nil }
    return batch
  }

  @inline(__always)
  private mutating func answer(_ answer: consuming FetchPartitionResponse, at place: Int?) {
    fetchAnswers.append(oftenAlone: answer)
    if let place { fetchAnswerPositions.append(Int32(place)) }
  }

  private mutating func answerWithoutReplica(
    of partition: TopicPartition, isFollower: Bool, at place: Int?
  ) {
    // Fetches name topics by their ids (version 13, KIP-516).
    let error =
      metadata.image.topic(partition.topic) == nil
      ? .unknownTopicID : errorWithoutReplica(partition)
    let leader =
      !isFollower && error == .notLeaderOrFollower ? currentLeader(of: partition) : nil
    answer(FetchPartitionResponse(partition, error: error, currentLeader: leader), at: place)
  }

  private mutating func refuse(
    _ error: ErrorCode, isFollower: Bool, of row: Int, at place: Int?
  ) {
    var refusal = FetchPartitionResponse(hosted.rows[row].partition.id, error: error)
    if isFollower, error == .offsetOutOfRange {
      // Stands for the ListOffsets requests that a follower sends then.
      refusal.logStart = hosted.rows[row].partition.log.logStart
      refusal.diverging = EpochEndOffset(
        epoch: hosted.rows[row].partition.leaderEpoch,
        endOffset: hosted.rows[row].partition.log.logEnd)
    }
    if !isFollower, error == .notLeaderOrFollower || error == .fencedLeaderEpoch {
      refusal.currentLeader = currentLeader(of: hosted.rows[row].partition)
    }
    answer(refusal, at: place)
  }
}

extension FetchPartitionResponse {
  fileprivate init(
    _ partition: TopicPartition, _ told: FetchSession.Told, preferredReadReplica: NodeID? = nil
  ) {
    self.init(
      partition, error: .none, highWatermark: told.highWatermark, logStart: told.logStart,
      preferredReadReplica: preferredReadReplica)
  }
}

extension ReplicaLog {
  /// What its readers are told of it.
  fileprivate var told: FetchSession.Told {
    FetchSession.Told(highWatermark: highWatermark, logStart: logStart)
  }

  /// Whether it is as a reader was told, and ends where a follower asks on.
  @inline(__always)
  fileprivate func stands(at told: FetchSession.Told, end: Offset?) -> Bool {
    highWatermark == told.highWatermark && logStart == told.logStart
      && (end == nil || logEnd == end)
  }
}
