/// Who fetches and how much it wants: what a parked fetch keeps of its request beside the partitions.
///
/// Plain, as every fetch hands it on several times: a rack is kept by its place in `Broker.racks`.
struct FetchReader: Sendable {
  /// nil for a consumer.
  var replica: FetchRequest.ReplicaState?
  var minBytes: Int32
  var maxBytes: Int32
  /// The rack whose replica the consumer may be sent to; nil if it may not be sent away.
  var rack: Int32?

  /// In place of a reader that was answered.
  static let nobody = Self(replica: nil, minBytes: 0, maxBytes: 0, rack: nil)

  @inline(__always)
  init(_ request: Shared<FetchRequest>, rack: Int32?) {
    self.init(
      replica: request.content.replica, minBytes: request.content.minBytes,
      maxBytes: request.content.maxBytes, rack: rack)
  }

  private init(
    replica: FetchRequest.ReplicaState?, minBytes: Int32, maxBytes: Int32, rack: Int32?
  ) {
    self.replica = replica
    self.minBytes = minBytes
    self.maxBytes = maxBytes
    self.rack = rack
  }
}
