/// What a link does to the packets of one direction; both directions of a link have the same.
package struct LinkQuality: Hashable, Sendable {
  /// One-way latency in nanoseconds.
  package var latency: Int64
  /// The latency of a frame is drawn evenly from `latency - jitter ... latency + jitter`
  /// (nanoseconds).
  package var jitter: Int64
  /// Bits a second for all connections of a direction together; nil is unlimited.
  package var bandwidth: Int64?
  /// Of `lossDenominator` packets, this many are lost; equal to it cuts the link.
  package var lossNumerator: UInt64
  package var lossDenominator: UInt64
  /// What the kernels of hosts that send over the link use.
  package var congestion = CongestionControl.cubic

  package init(
    latency: Int64, jitter: Int64, bandwidth: Int64?, lossNumerator: UInt64, lossDenominator: UInt64
  ) {
    precondition(latency >= 0 && jitter >= 0, "a link needs a latency and a jitter from 0 on")
    precondition(bandwidth ?? 1 > 0, "a link needs a bandwidth above 0")
    precondition(
      lossDenominator > 0 && lossNumerator <= lossDenominator, "loss is a part of a whole")
    self.latency = latency
    self.jitter = jitter
    self.bandwidth = bandwidth
    self.lossNumerator = lossNumerator
    self.lossDenominator = lossDenominator
  }

  /// A link that only takes time.
  package init(latency: Int64) {
    self.init(latency: latency, jitter: 0, bandwidth: nil, lossNumerator: 0, lossDenominator: 1)
  }

  /// Inside a site when the scenario says nothing: 0.05 ms one way.
  package static let localArea = LinkQuality(latency: 50_000)
  /// Inside a host: 0.01 ms.
  static let loopback = LinkQuality(latency: 10_000)
}
