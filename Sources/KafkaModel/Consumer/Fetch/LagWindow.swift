/// The largest of recent values: a sampled maximum of a client's metrics (`SampledStat`, `Max`).
///
/// Two samples of 30 s are kept with a third that is being filled (`metrics.sample.window.ms`,
/// `metrics.num.samples`).
struct LagWindow: Hashable, Sendable {
  private struct Sample: Hashable, Sendable {
    var start: Milliseconds
    var lastEvent: Milliseconds
    var largest: Int64?
  }

  private static let window = Milliseconds(30_000)
  private static let expiry = Milliseconds(60_000)

  /// What is being filled lies in place: each answer to a fetch asks for it.
  private var filling: Sample?
  /// The two before it, at most, oldest first.
  private var filled: [Sample] = []

  mutating func record(_ value: Int64, now: Milliseconds) {
    var sample = filling ?? Sample(start: now, lastEvent: now)
    if now - sample.start >= Self.window {
      if filled.count == 2 { filled.removeFirst() }
      filled.append(sample)
      sample = Sample(start: now, lastEvent: now)
    }
    sample.largest = max(sample.largest ?? value, value)
    sample.lastEvent = now
    filling = sample
  }

  /// nil (NaN in Kafka) where nothing was recorded of late.
  func largest(now: Milliseconds) -> Int64? {
    var largest: Int64?
    for sample in filled { note(sample, now: now, &largest) }
    if let filling { note(filling, now: now, &largest) }
    return largest
  }

  private func note(_ sample: Sample, now: Milliseconds, _ largest: inout Int64?) {
    guard now - sample.lastEvent < Self.expiry, let value = sample.largest else { return }
    largest = max(largest ?? value, value)
  }
}
