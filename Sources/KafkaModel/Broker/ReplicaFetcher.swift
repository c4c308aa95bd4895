/// One replica fetcher thread: a source broker, the partitions fetched from it, one request in flight.
///
/// The thread is blocked while its request is (connecting included); partitions given to it meanwhile wait for the
/// answer. Source: `AbstractFetcherThread`, `ReplicaFetcherThread`.
package struct ReplicaFetcher: Sendable {
  struct Entry: Sendable {
    /// Row of the hosted partition.
    var row: Int32
    /// Not fetched before this time (`DelayedItem`).
    var delayedUntil: Milliseconds
    /// False until the first answer, which moves the partition to the end even without data.
    var hasLag = false
    fileprivate(set) var movesToEnd = false
  }

  /// A partition that was answered since the last request: its position may have changed.
  struct Answered: Sendable {
    var row: Int32
    /// Its place in the session.
    var place: Int32
  }

  enum Activity: Sendable {
    /// Before the first pass.
    case new
    case blocked
    /// Nothing to fetch: sleeps `replica.fetch.backoff.ms` or until a partition is added.
    case asleep(until: Milliseconds)
  }

  package let source: NodeID
  package let index: Int32
  var channel: BrokerChannel
  /// The fetch session with the source, and what was last asked for of each partition.
  var session = FetchSessionHandler()
  /// The partitions to be fetched are others than in the last request, or some are delayed; else only their
  /// positions have changed, and the session knows those.
  var isReshaped = true
  var answered = Few<Answered>.none
  /// In the order of fetching; partitions that gave data go to the end.
  var entries: [Entry] = []
  /// How many of them are marked to go to the end.
  private var marked = 0
  var activity = Activity.new
  /// A partition was added just now.
  var isSignalled = false

  init(source: NodeID, index: Int32, settings: BrokerSettings) {
    self.source = source
    self.index = index
    channel = BrokerChannel(
      .fetcher(source: source, index: index), to: source, policy: .fetcher(settings))
  }

  var isBlocked: Bool {
    switch activity {
    case .blocked: true
    case .new, .asleep: false
    }
  }

  /// Its request goes to the source as soon as there is a connection.
  mutating func send(
    _ request: consuming FetchRequest, now: Milliseconds, jitter: inout RandomSource,
    into effects: inout [BrokerEffect]
  ) {
    activity = .blocked
    channel.submit(.fetch(consume request), now: now, jitter: &jitter, into: &effects)
  }

  /// Its request is answered; false if nothing of the answer can be used.
  mutating func takes(_ answer: borrowing FetchResponse) -> Bool {
    precondition(isBlocked, "an answer to no request")
    activity = .new
    return session.handle(answer)
  }

  /// Puts into a request what has been answered since the last one, where it is read on. The partitions are only read; they
  /// are `inout` so that they are never copied.
  mutating func buildChanges(
    reading hosted: inout HostedPartitions, maxBytes: Int32, into request: inout FetchRequest
  ) {
    for index in answered.indices {
      session.change(
        at: Int(answered[index].place),
        to: hosted.rows[Int(answered[index].row)].partition.nextFetch(maxBytes: maxBytes))
    }
    answered = .none
    session.buildChanges(into: &request)
  }

  /// A partition gave data, or what stands for it.
  mutating func gaveData(_ entry: Int) {
    entries[entry].hasLag = true
    markForEnd(entry)
  }

  mutating func markForEnd(_ entry: Int) {
    entries[entry].movesToEnd = true
    marked += 1
  }

  /// Puts the partitions marked so behind all others, both in their old order.
  mutating func moveMarkedToEnd() {
    guard marked > 0 else { return }
    let isOne = marked == 1
    marked = 0
    let last = entries.count - 1
    if isOne, entries[last].movesToEnd {
      // It is there already, as mostly: it gave data before.
      entries[last].movesToEnd = false
      return
    }
    guard let first = entries.firstIndex(where: { $0.movesToEnd }) else { return }
    if isOne {
      // One goes without a second array.
      entries[first].movesToEnd = false
      for index in first + 1..<entries.count { entries.swapAt(index - 1, index) }
      return
    }
    var moved: [Entry] = []
    var kept = first
    for index in first..<entries.count {
      if entries[index].movesToEnd {
        entries[index].movesToEnd = false
        moved.append(entries[index])
      } else {
        entries[kept] = entries[index]
        kept += 1
      }
    }
    for entry in moved {
      entries[kept] = entry
      kept += 1
    }
  }

  /// All partitions wait, those that do not wait already (`delayPartitions`).
  mutating func delayAll(until: Milliseconds, now: Milliseconds) {
    isReshaped = true
    for index in entries.indices where entries[index].delayedUntil <= now {
      entries[index].delayedUntil = until
    }
  }
}
