/// Who fetches and how much it wants: what a parked fetch keeps of its request beside the partitions.
struct FetchReader: Sendable {
  /// nil for a consumer.
  var replica: FetchRequest.ReplicaState?
  var minBytes: Int32
  var maxBytes: Int32
  /// The consumer's `client.rack`.
  var rack: String?

  init(_ request: borrowing FetchRequest) {
    replica = request.replica
    minBytes = request.minBytes
    maxBytes = request.maxBytes
    rack = request.rack
  }
}
