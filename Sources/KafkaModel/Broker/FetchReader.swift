/// Who fetches and how much it wants: what a parked fetch keeps of its request beside the partitions.
struct FetchReader: Sendable {
  /// nil for a consumer.
  var replica: FetchRequest.ReplicaState?
  var minBytes: Int32
  var maxBytes: Int32
  /// The consumer's `client.rack`.
  var rack: String?

  /// In place of a reader that was answered.
  static let nobody = Self(replica: nil, minBytes: 0, maxBytes: 0, rack: nil)

  init(_ request: borrowing FetchRequest) {
    replica = request.replica
    minBytes = request.minBytes
    maxBytes = request.maxBytes
    rack = request.rack
  }

  private init(
    replica: FetchRequest.ReplicaState?, minBytes: Int32, maxBytes: Int32, rack: String?
  ) {
    self.replica = replica
    self.minBytes = minBytes
    self.maxBytes = maxBytes
    self.rack = rack
  }
}
