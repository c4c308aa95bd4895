/// A client's half of its fetch session with one node, a follower's or a consumer's.
///
/// A session's fetches name only the partitions whose state has changed, and those to be forgotten; the answers carry
/// only partitions with something to tell. One request is on its way at a time: `begin`, `add` each wanted partition,
/// `build`, then `handle` or `fail`. Source: `org.apache.kafka.clients.FetchSessionHandler` (KIP-227).
package struct FetchSessionHandler: Sendable {
  /// Of the next request.
  package private(set) var metadata = FetchSessionMetadata.initial
  /// What the session fetches, as it was last sent, in the order in which it came in.
  package private(set) var partitions: [FetchPartition] = []

  /// Where each partition is in `partitions`, while there is a session: a full fetch, which names them all, is answered
  /// in its own order, and most of a client without sessions would be this table.
  private var positions = PartitionTable<Int32>()
  /// The last round that wanted the partition, beside `partitions`; likewise.
  private var wantedIn: [UInt32] = []
  private var round: UInt32 = 0
  private var wanted = 0
  /// Where the next wanted partition is looked for first: behind the last.
  private var next = 0
  private var toSend = Few<FetchPartition>.none

  package init() {}

  /// Where a partition is in `partitions`; nil if the session does not have it. It is looked for at `place` first, which
  /// is where an answer to a full fetch has it.
  package func position(of partition: TopicPartition, near place: Int = 0) -> Int? {
    if place < partitions.count, partitions[place].partition == partition { return place }
    if metadata.isFull { return partitions.firstIndex { $0.partition == partition } }
    return positions[partition].map { Int($0) }
  }

  /// Begins the next request.
  package mutating func begin() {
    round &+= 1
    wanted = 0
    next = 0
    if metadata.isFull { partitions.removeAll(keepingCapacity: true) }
  }

  /// The next request wants this partition, from where `asked` says.
  package mutating func add(_ asked: FetchPartition) {
    wanted += 1
    if metadata.isFull {
      partitions.append(asked)
      return
    }
    if let position = position(of: asked.partition, near: next) {
      next = position + 1
      wantedIn[position] = round
      if partitions[position] == asked { return }
      partitions[position] = asked
    } else {
      positions[asked.partition] = Int32(partitions.count)
      partitions.append(asked)
      wantedIn.append(round)
    }
    toSend.append(asked)
  }

  /// Puts into the request what it carries, once every wanted partition is added; the others leave the session.
  package mutating func build(into request: inout FetchRequest) {
    request.session = metadata
    if metadata.isFull {
      request.partitions = Few(partitions)
      return
    }
    request.partitions = toSend.takeAll()
    if wanted < partitions.count { forgetUnwanted(into: &request.forgotten) }
  }

  /// In place of `begin` and `add`, where all that the session has is wanted again: one that is read from elsewhere.
  package mutating func change(at position: Int, to asked: FetchPartition) {
    precondition(
      partitions[position].partition == asked.partition, "only what the session has can change")
    if partitions[position] == asked { return }
    partitions[position] = asked
    toSend.append(asked)
  }

  /// What the request carries after `change`s alone.
  package mutating func buildChanges(into request: inout FetchRequest) {
    precondition(!metadata.isFull, "a full fetch names every partition")
    request.session = metadata
    request.partitions = toSend.takeAll()
  }

  /// Takes in an answer; false if it carries nothing that may be used, and the next fetch is a full one.
  package mutating func handle(_ response: borrowing FetchResponse) -> Bool {
    if response.error != .none {
      metadata =
        response.error == .fetchSessionIDNotFound ? .initial : metadata.nextClosingForAnother
      return false
    }
    for place in response.partitions.indices
    where position(of: response.partitions[place].partition, near: place) == nil {
      metadata = metadata.isFull ? .initial : metadata.nextClosingForAnother
      return false
    }
    if metadata.isFull {
      guard response.partitions.count == partitions.count else {
        metadata = .initial
        return false
      }
      metadata = .initial
      if response.session != .none { beginSession(response.session) }
    } else {
      metadata = response.session == .none ? .initial : metadata.nextIncremental
    }
    return true
  }

  /// What the full fetch named is what the session has.
  private mutating func beginSession(_ session: FetchSessionID) {
    metadata = .incremental(session)
    positions = PartitionTable()
    for place in partitions.indices { positions[partitions[place].partition] = Int32(place) }
    wantedIn = Array(repeating: round, count: partitions.count)
  }

  /// The request failed without an answer (`handleError`).
  package mutating func fail() { metadata = metadata.nextClosingForAnother }

  /// The next request closes the session, before the client itself is closed (`notifyClose`).
  package mutating func close() { metadata = metadata.nextClosing }

  private mutating func forgetUnwanted(into forgotten: inout Few<TopicPartition>) {
    var kept = 0
    for position in partitions.indices {
      let asked = partitions[position]
      guard wantedIn[position] == round else {
        positions[asked.partition] = nil
        forgotten.append(asked.partition)
        continue
      }
      positions[asked.partition] = Int32(kept)
      partitions[kept] = asked
      wantedIn[kept] = round
      kept += 1
    }
    partitions.removeSubrange(kept...)
    wantedIn.removeSubrange(kept...)
  }
}
