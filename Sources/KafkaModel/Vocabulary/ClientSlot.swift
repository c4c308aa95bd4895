/// One client of a Connect worker; numbers count the clients of all of the worker's lives.
package struct ClientSlot: Hashable, Sendable, Comparable {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}

/// A client of a worker, by the worker's number in the estate.
package struct WorkerClientID: Hashable, Sendable {
  package var worker: Int32
  package var client: ClientSlot

  package init(worker: Int32, client: ClientSlot) {
    self.worker = worker
    self.client = client
  }
}

extension BatchContent {
  private static let workers: Int32 = 1 << 30
  private static let clientsOfAWorker: Int32 = 1 << 16

  /// What `BatchContent.producer` says of batches that a client of a Connect worker wrote.
  package static func producer(_ client: WorkerClientID) -> Int32 {
    precondition(
      client.client.raw < clientsOfAWorker && client.worker < workers / clientsOfAWorker,
      "a worker has at most \(clientsOfAWorker) clients in a run")
    return workers | client.worker << 16 | client.client.raw
  }

  /// The client of a Connect worker that wrote the batch; nil for all other batches.
  package var workerClient: WorkerClientID? {
    guard producer >= Self.workers else { return nil }
    let rest = producer & ~Self.workers
    return WorkerClientID(
      worker: rest >> 16, client: ClientSlot(rest & (Self.clientsOfAWorker - 1)))
  }
}
