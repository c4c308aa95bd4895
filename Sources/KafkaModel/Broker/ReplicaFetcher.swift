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
    var movesToEnd = false

    mutating func gaveData() {
      hasLag = true
      movesToEnd = true
    }
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
  /// Rows of partitions whose position may have changed since the last request.
  var answeredRows: [Int32] = []
  /// In the order of fetching; partitions that gave data go to the end.
  var entries: [Entry] = []
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

  /// Puts the partitions marked so behind all others, both in their old order.
  mutating func moveMarkedToEnd() {
    guard let first = entries.firstIndex(where: { $0.movesToEnd }) else { return }
    guard first < entries.count - 1 else {
      // It is there already, as mostly: it gave data before.
      entries[first].movesToEnd = false
      return
    }
    guard entries[(first + 1)...].contains(where: { $0.movesToEnd }) else {
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
