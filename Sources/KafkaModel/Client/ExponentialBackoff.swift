/// A span that doubles with every failure up to a limit, with jitter of a fifth either way.
///
/// Source: `org.apache.kafka.common.utils.ExponentialBackoff` with base 2 and jitter 0.2. Where initial
/// and limit are equal (all retry back-offs before KIP-580) it is constant and draws nothing.
package struct ExponentialBackoff: Hashable, Sendable {
  package let initial: Milliseconds
  package let limit: Milliseconds
  /// A fixed factor in place of the draw, as recorded runs have it.
  package let recordedFactor: Double?

  package init(initial: Milliseconds, limit: Milliseconds, recordedFactor: Double? = nil) {
    self.initial = min(initial, limit)
    self.limit = limit
    self.recordedFactor = recordedFactor
  }

  /// The span after so many earlier failures; the draw is made anew at every question.
  package func span(after failures: Int64, random: inout RandomSource) -> Milliseconds {
    guard limit > initial else { return initial }
    var term = max(initial.raw, 0)
    var doublings: Int64 = 0
    while doublings < failures && term < limit.raw && term > 0 {
      term = term * 2
      doublings += 1
    }
    term = min(term, limit.raw)
    if let recordedFactor {
      return min(Milliseconds(Int64(recordedFactor * Double(term))), limit)
    }
    return min(random.jittered(Milliseconds(term)), limit)
  }

  /// As above, of a source that leaves many draws for later.
  func span(after failures: Int64, random: inout PatientSource) -> Milliseconds {
    random.caughtUp { span(after: failures, random: &$0) }
  }

  /// The draw of a span that cannot matter, so that the next one is the same as if it had been asked for.
  @inline(__always)
  func draw(_ random: inout PatientSource) {
    if limit > initial, recordedFactor == nil { random.skipJitter() }
  }
}
