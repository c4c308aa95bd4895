package import KafkaModel

/// Every record that the clients of one Connect worker wrote, over all of its lives, by client.
package struct WorkerLedger: Sendable {
  package private(set) var clients: [ClientLedger?] = []

  package init() {}

  /// The records of one client of a worker.
  package struct ClientLedger: Sendable {
    package var cluster: ClusterIndex
    package var records = RecordLedger()
    package var acknowledgedBy: [NodeID] = []
    /// Record numbers by batch; kept here when the client is gone, by the client until then.
    package var contents: BatchContents?
    /// What copies are copies of, ascending by record number.
    package var copies: [Copies] = []
    /// Of copies of copies: what the first of their chain are, ascending by record number.
    var beginnings: [Beginnings] = []
    /// What the client wrote of its own, by record number; empty for copies.
    package var written: [ConnectRecord] = []
  }

  /// Consecutive records of one client that are copies of consecutive records of a batch.
  package struct Copies: Hashable, Sendable {
    /// The record number of the first copy.
    package var first: Int32
    package var of: DeliveredBatch
    /// The cluster that the original was read from.
    package var cluster: ClusterIndex
    /// When the original's batch was handed out, nanoseconds since the start of the run.
    package var readAt: Int64

    package init(first: Int32, of: DeliveredBatch, cluster: ClusterIndex, readAt: Int64) {
      self.first = first
      self.of = of
      self.cluster = cluster
      self.readAt = readAt
    }
  }

  /// Consecutive records of one client, whose chains began with consecutive records of a batch.
  struct Beginnings: Hashable, Sendable {
    /// The record number of the first one.
    var first: Int32
    var count: Int32
    var of: RecordPlace
  }

  /// A record, by where it was written first.
  struct RecordPlace: Hashable, Sendable {
    var content: BatchContent
    var place: Int32
  }

  package subscript(_ client: ClientSlot) -> ClientLedger? {
    let place = Int(client.raw)
    return clients.indices.contains(place) ? clients[place] : nil
  }

  package mutating func change(
    _ client: ClientSlot, at cluster: ClusterIndex, _ body: (inout ClientLedger) -> Void
  ) {
    let place = Int(client.raw)
    while clients.count <= place { clients.append(nil) }
    if clients[place] == nil { clients[place] = ClientLedger(cluster: cluster) }
    // swift-format-ignore: NeverForceUnwrap
    body(&clients[place]!)
  }
}

extension WorkerLedger.ClientLedger {
  /// Adds copies, to the last ones where they go on.
  mutating func note(_ copies: WorkerLedger.Copies) {
    if let last = self.copies.last, last.cluster == copies.cluster,
      last.of.content == copies.of.content, last.of.partition == copies.of.partition,
      last.first + last.of.count == copies.first,
      last.of.skippedInBatch + last.of.count == copies.of.skippedInBatch
    {
      self.copies[self.copies.count - 1].of.count += copies.of.count
    } else {
      self.copies.append(copies)
    }
  }

  /// Adds what a copy's chain began with.
  mutating func note(_ beginning: WorkerLedger.RecordPlace, of record: Int32) {
    if let last = beginnings.last, last.first + last.count == record,
      last.of.content == beginning.content, last.of.place + last.count == beginning.place
    {
      beginnings[beginnings.count - 1].count += 1
    } else {
      beginnings.append(WorkerLedger.Beginnings(first: record, count: 1, of: beginning))
    }
  }

  /// What a copy's chain began with; nil for a record that is no copy.
  func beginning(of record: Int32) -> WorkerLedger.RecordPlace? {
    if let found = beginnings.last(startingBy: record, \.first), record < found.first + found.count
    {
      return WorkerLedger.RecordPlace(
        content: found.of.content, place: found.of.place + record - found.first)
    }
    return original(of: record).map { copies, place in
      WorkerLedger.RecordPlace(
        content: copies.of.content, place: copies.of.skippedInBatch + place)
    }
  }

  /// The original of a copy by the copy's record number: its batch, and its place in what was handed out of it.
  package func original(of record: Int32) -> (copies: WorkerLedger.Copies, place: Int32)? {
    guard let found = copies.last(startingBy: record, \.first) else { return nil }
    let place = record - found.first
    return place < found.of.count ? (found, place) : nil
  }
}

extension Array {
  /// The last element that starts at a number or before it, of elements that ascend.
  fileprivate func last(startingBy number: Int32, _ start: (Element) -> Int32) -> Element? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if start(self[middle]) <= number { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? self[low - 1] : nil
  }
}
