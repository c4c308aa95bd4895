import KafkaModel
import Testing

private func at(_ partition: Int32, _ offset: Int64 = 0) -> FetchPartition {
  FetchPartition(
    TopicPartition(TopicIndex(0), PartitionIndex(partition)), fetchOffset: Offset(offset),
    logStart: .zero, currentLeaderEpoch: LeaderEpoch(0), lastFetchedEpoch: .none, maxBytes: 100)
}

private func answer(_ partitions: [FetchPartition], session: Int32) -> FetchResponse {
  FetchResponse(
    partitions: partitions.map { FetchPartitionResponse($0.partition, error: .none) },
    session: FetchSessionID(session))
}

extension FetchSessionHandler {
  /// The request that fetches all of these.
  fileprivate mutating func build(_ wanted: [FetchPartition]) -> FetchRequest {
    var request = FetchRequest(
      replica: nil, maxWait: .zero, minBytes: 1, maxBytes: .max, partitions: .none)
    begin()
    for asked in wanted { add(asked) }
    build(into: &request)
    return request
  }
}

/// The client's half of KIP-227, from the facts of `FetchSessionHandlerTest`.
struct FetchSessionHandlerTests {
  @Test func `Without a session every fetch names all partitions`() {
    var handler = FetchSessionHandler()
    let first = handler.build([at(0), at(1, 10)])
    #expect(first.session == .initial)
    #expect(first.partitions == [at(0), at(1, 10)])
    let usable = handler.handle(answer([at(0), at(1)], session: 0))
    #expect(usable)
    let second = handler.build([at(0), at(1, 20)])
    #expect(second.session == .initial)
    #expect(second.partitions == [at(0), at(1, 20)])
  }

  @Test func `In a session a fetch names new and changed partitions only`() {
    var handler = FetchSessionHandler()
    _ = handler.build([at(0), at(1, 10)])
    _ = handler.handle(answer([at(0), at(1)], session: 123))
    let second = handler.build([at(0), at(1, 11), at(2)])
    #expect(second.session == FetchSessionMetadata(FetchSessionID(123), epoch: 1))
    #expect(second.partitions == [at(1, 11), at(2)])
    #expect(second.forgotten.isEmpty)
    #expect(handler.partitions == [at(0), at(1, 11), at(2)])
    let usable = handler.handle(answer([at(1)], session: 123))
    #expect(usable)
    let third = handler.build([at(0), at(1, 11), at(2)])
    #expect(third.session == FetchSessionMetadata(FetchSessionID(123), epoch: 2))
    #expect(third.partitions.isEmpty)
  }

  @Test func `Partitions that are not wanted any more are forgotten`() {
    var handler = FetchSessionHandler()
    _ = handler.build([at(0), at(1), at(2)])
    _ = handler.handle(answer([at(0), at(1), at(2)], session: 123))
    let second = handler.build([at(1)])
    #expect(second.partitions.isEmpty)
    #expect(second.forgotten == [at(0).partition, at(2).partition])
    #expect(handler.partitions == [at(1)])
    #expect(handler.position(of: at(1).partition) == 0)
    // The broker closes a session without partitions, and names none in its answer.
    let last = handler.build([])
    #expect(last.forgotten == [at(1).partition])
    _ = handler.handle(answer([], session: 0))
    #expect(handler.build([at(0)]).session == .initial)
  }

  @Test func `An unknown session is begun anew, any other error closes it first`() {
    for (error, epoch, session) in [
      (ErrorCode.fetchSessionIDNotFound, FetchSessionMetadata.initialEpoch, FetchSessionID.none),
      (.invalidFetchSessionEpoch, FetchSessionMetadata.initialEpoch, FetchSessionID(123)),
    ] {
      var handler = FetchSessionHandler()
      _ = handler.build([at(0)])
      _ = handler.handle(answer([at(0)], session: 123))
      _ = handler.build([at(0, 1)])
      let usable = handler.handle(FetchResponse(partitions: [], error: error))
      #expect(!usable)
      let next = handler.build([at(0, 1)])
      #expect(next.session == FetchSessionMetadata(session, epoch: epoch))
      #expect(next.partitions == [at(0, 1)])
    }
  }

  @Test func `A fetch that failed is followed by a full one that closes the session`() {
    var handler = FetchSessionHandler()
    _ = handler.build([at(0)])
    _ = handler.handle(answer([at(0)], session: 123))
    _ = handler.build([at(0, 1)])
    handler.fail()
    #expect(
      handler.build([at(0, 1)]).session == FetchSessionMetadata(FetchSessionID(123), epoch: 0))
  }

  @Test func `A full answer must have all partitions, an incremental one no strange ones`() {
    var handler = FetchSessionHandler()
    _ = handler.build([at(0), at(1)])
    let lacking = handler.handle(answer([at(0)], session: 123))
    #expect(!lacking)
    #expect(handler.metadata == .initial)
    _ = handler.build([at(0), at(1)])
    _ = handler.handle(answer([at(0), at(1)], session: 123))
    _ = handler.build([at(0), at(1)])
    let strange = handler.handle(answer([at(2)], session: 123))
    #expect(!strange)
    #expect(handler.metadata == FetchSessionMetadata(FetchSessionID(123), epoch: 0))
  }

  @Test func `Closing names the session and asks for no other`() {
    var handler = FetchSessionHandler()
    _ = handler.build([at(0)])
    _ = handler.handle(answer([at(0)], session: 123))
    handler.close()
    let last = handler.build([])
    #expect(last.session == FetchSessionMetadata(FetchSessionID(123), epoch: -1))
    #expect(last.partitions.isEmpty)
  }

  @Test func `Epochs go from the largest back to 1`() {
    #expect(FetchSessionMetadata.epoch(after: 0) == 1)
    #expect(FetchSessionMetadata.epoch(after: .max) == 1)
    #expect(FetchSessionMetadata.epoch(after: -1) == -1)
  }
}
