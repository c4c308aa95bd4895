package import KafkaModel

extension Scenario {
  /// The way between two sites or hosts; nil means the model's default.
  package struct Link: Hashable, Sendable {
    /// What paths of the file call it; nil is its two ends.
    package var name: String?
    package var between: [Endpoint]
    package var quality: Quality
    package var mark: Mark

    package init(between: [Endpoint], quality: Quality, mark: Mark) {
      self.between = between
      self.quality = quality
      self.mark = mark
    }

    package enum Endpoint: Hashable, Sendable {
      case site(String)
      case host(String)
    }

    /// One way's time, its variation, its loss and its width.
    package struct Quality: Hashable, Sendable {
      /// One-way delay.
      package var latency: TimeSpan?
      /// Largest addition to the latency, drawn per packet.
      package var jitter: TimeSpan?
      /// Part of the packets that is lost and sent again.
      package var loss: Share?
      package var bandwidth: Bandwidth?
      /// What the hosts that send over the link use.
      package var congestion: CongestionControl?

      package init() {}
    }
  }
}
