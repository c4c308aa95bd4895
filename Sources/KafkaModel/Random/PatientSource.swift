/// A source most of whose draws are made in vain: those are only counted, and made before the next one that matters.
///
/// What it draws is the same as if each had been made when it was asked for.
package struct PatientSource: Sendable {
  /// Has not made what is owed.
  private var source: RandomSource
  private var owed = 0

  package init(_ source: RandomSource) { self.source = source }

  /// A draw of `jittered` that nobody will look at.
  @inline(__always)
  package mutating func skipJitter() { owed += 1 }

  /// The source itself, which owes nothing now.
  package mutating func caughtUp<Answer>(_ draw: (inout RandomSource) -> Answer) -> Answer {
    source.skipJitter(times: owed)
    owed = 0
    return draw(&source)
  }
}
