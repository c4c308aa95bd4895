import KafkaModel
import Testing

private func askedPartitions(_ count: Int32) -> [FetchPartition] {
  (0..<count).map {
    FetchPartition(
      TopicPartition(TopicIndex(0), PartitionIndex($0)), fetchOffset: .zero, logStart: .zero,
      currentLeaderEpoch: LeaderEpoch(0), lastFetchedEpoch: .none, maxBytes: 100)
  }
}

private func request(
  _ session: FetchSessionMetadata, _ partitions: [FetchPartition] = [],
  forgetting: Few<TopicPartition> = .none
) -> FetchRequest {
  FetchRequest(
    replica: nil, maxWait: .zero, minBytes: 1, maxBytes: .max, partitions: Few(partitions),
    session: session, forgotten: forgetting)
}

extension FetchSessionCache {
  fileprivate mutating func create(
    _ isPrivileged: Bool, size: Int32, at now: Int64
  ) -> FetchSessionID {
    let asked = askedPartitions(size)
    let time = Milliseconds(now)
    if let other = sessionInTheWay(ofPrivileged: isPrivileged, size: asked.count, now: time) {
      remove(at: other)
    }
    return create(
      isPrivileged: isPrivileged, partitions: Few(asked),
      answers: asked.map { FetchPartitionResponse($0.partition, error: .none) },
      now: time)
  }

  fileprivate mutating func context(of request: FetchRequest, now: Milliseconds) -> FetchContext {
    context(of: request, in: slot(of: request.session.session), now: now)
  }

  fileprivate func has(_ id: FetchSessionID) -> Bool { slot(of: id) != nil }
}

/// The broker's half of KIP-227, from the facts of `FetchSessionTest`; eight shards with one place each or two.
struct FetchSessionCacheTests {
  @Test func `The places are shared by eight shards in turn`() {
    var cache = FetchSessionCache(limit: 15)
    let ids = (0..<8).map { _ in cache.create(false, size: 1, at: 0) }
    #expect(Set(ids).count == 8)
    #expect(!ids.contains(.none))
    #expect(cache.create(false, size: 1, at: 0) == .none)
    #expect(cache.count == 8)
    var none = FetchSessionCache(limit: 7)
    #expect(none.create(true, size: 9, at: 0) == .none)
  }

  @Test func `A session that was not used for two minutes makes place for any other`() {
    var cache = FetchSessionCache(limit: 8)
    let ids = (0..<8).map { _ in cache.create(true, size: 9, at: 0) }
    let late = request(FetchSessionMetadata(ids[1], epoch: 1))
    _ = cache.context(of: late, now: Milliseconds(120_000))
    #expect(cache.create(false, size: 1, at: 120_001) != .none)
    #expect(!cache.has(ids[0]))
    #expect(cache.create(false, size: 1, at: 120_001) == .none)
    #expect(cache.has(ids[1]))
  }

  @Test func `A follower's session takes the place of a consumer's, however large`() {
    var cache = FetchSessionCache(limit: 8)
    let consumers = (0..<8).map { _ in cache.create(false, size: 9, at: 0) }
    #expect(cache.create(true, size: 1, at: 1) != .none)
    #expect(!cache.has(consumers[0]))
    // And not the other way round, however old it is, as long as it is used.
    var others = FetchSessionCache(limit: 8)
    let followers = (0..<8).map { _ in others.create(true, size: 1, at: 0) }
    _ = others.context(
      of: request(FetchSessionMetadata(followers[0], epoch: 1)), now: Milliseconds(130_000))
    #expect(others.create(false, size: 9, at: 130_001) == .none)
  }

  @Test func `A larger session takes the place of a smaller one that is two minutes old`() {
    for (age, size, gives) in [
      (Int64(120_001), Int32(3), true), (120_001, 2, false), (120_000, 3, false),
    ] {
      var cache = FetchSessionCache(limit: 8)
      let ids = (0..<8).map { _ in cache.create(false, size: 2, at: 0) }
      let used = request(FetchSessionMetadata(ids[0], epoch: 1))
      _ = cache.context(of: used, now: Milliseconds(age))
      #expect((cache.create(false, size: size, at: age) != .none) == gives)
      #expect(cache.has(ids[0]) != gives)
    }
  }

  @Test func `A fetch of an unknown session or of another epoch is refused`() {
    var cache = FetchSessionCache(limit: 8)
    let id = cache.create(true, size: 1, at: 0)
    let unknown = request(FetchSessionMetadata(FetchSessionID(99), epoch: 1))
    #expect(cache.context(of: unknown, now: .zero) == .refused(.fetchSessionIDNotFound))
    let early = request(FetchSessionMetadata(id, epoch: 2))
    #expect(cache.context(of: early, now: .zero) == .refused(.invalidFetchSessionEpoch))
    let next = request(FetchSessionMetadata(id, epoch: 1))
    #expect(cache.context(of: next, now: .zero) == .incremental(id, epoch: 2))
    #expect(cache.context(of: next, now: .zero) == .refused(.invalidFetchSessionEpoch))
  }

  @Test func `A full fetch closes the session it names, with epoch -1 for good`() {
    var cache = FetchSessionCache(limit: 8)
    let first = cache.create(true, size: 1, at: 0)
    let again = request(FetchSessionMetadata(first, epoch: 0), askedPartitions(1))
    #expect(cache.context(of: again, now: .zero) == .full)
    #expect(!cache.has(first))
    let second = cache.create(true, size: 1, at: 0)
    #expect(second != first)
    let last = request(FetchSessionMetadata(second, epoch: -1))
    #expect(cache.context(of: last, now: .zero) == .sessionless)
    #expect(cache.count == 0)
  }

  @Test func `New partitions come last, changed ones keep their place, forgotten ones go`() throws {
    var cache = FetchSessionCache(limit: 8)
    let id = cache.create(true, size: 3, at: 0)
    let all = askedPartitions(5)
    var changed = all[2]
    changed.fetchOffset = Offset(7)
    let update = request(
      FetchSessionMetadata(id, epoch: 1), [changed, all[4]], forgetting: [all[1].partition])
    _ = cache.context(of: update, now: .zero)
    let slot = try #require(cache.slot(of: id))
    #expect(cache.partitions(of: slot) == [all[0], changed, all[4]])
  }

  @Test func `A session without partitions is closed`() {
    var cache = FetchSessionCache(limit: 8)
    let id = cache.create(true, size: 1, at: 0)
    let nothing = request(
      FetchSessionMetadata(id, epoch: 1), forgetting: [askedPartitions(1)[0].partition])
    #expect(cache.context(of: nothing, now: .zero) == .sessionless)
    #expect(cache.count == 0)
  }

  @Test func `The next process on the broker knows no session and gives no id twice`() {
    var cache = FetchSessionCache(limit: 8)
    let id = cache.create(true, size: 1, at: 0)
    var next = FetchSessionCache(limit: 8, idsBefore: cache.lastID)
    #expect(!next.has(id))
    #expect(next.create(true, size: 1, at: 0) == FetchSessionID(id.raw + 1))
  }

  /// `FullFetchContext` adds partitions in the order of its answers, `IncrementalFetchContext` moves those with data.
  @Test func `A new session keeps the order of its full fetch, whatever gave data`() throws {
    var cache = FetchSessionCache(limit: 8)
    let asked = askedPartitions(3)
    let batch = RecordBatch(
      content: BatchContent(producer: 0, index: 0), recordCount: 1, sizeInBytes: 100,
      maxTimestamp: .zero)
    let id = cache.create(
      isPrivileged: true, partitions: Few(asked),
      answers: asked.indices.map {
        FetchPartitionResponse(
          asked[$0].partition, error: .none, batches: $0 == 0 ? .one(batch) : .none)
      }, now: .zero)
    let slot = try #require(cache.slot(of: id))
    #expect(Array(cache.partitions(of: slot)) == asked)
  }
}
