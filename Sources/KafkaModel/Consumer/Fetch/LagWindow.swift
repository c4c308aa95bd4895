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

  private var samples: [Sample] = []
  private var current = 0

  mutating func record(_ value: Int64, now: Milliseconds) {
    if samples.isEmpty {
      samples.append(Sample(start: now, lastEvent: now))
    } else if now - samples[current].start >= Self.window {
      current = (current + 1) % 3
      let fresh = Sample(start: now, lastEvent: now)
      if current < samples.count { samples[current] = fresh } else { samples.append(fresh) }
    }
    samples[current].largest = max(samples[current].largest ?? value, value)
    samples[current].lastEvent = now
  }

  /// nil (NaN in Kafka) where nothing was recorded of late.
  func largest(now: Milliseconds) -> Int64? {
    var largest: Int64?
    for sample in samples where now - sample.lastEvent < Self.expiry {
      guard let value = sample.largest else { continue }
      largest = max(largest ?? value, value)
    }
    return largest
  }
}
