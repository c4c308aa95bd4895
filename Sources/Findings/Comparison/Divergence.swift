package import ClusterSimulation
import SimulationKernel

/// Where the runs of two variants with one seed part: the first event, and the first entry of their journals.
package struct Divergence: Hashable, Sendable {
  package let seed: UInt64
  /// nil where every event is the same.
  package let eventsInCommon: Int?
  package let firstEvents: Pair
  /// What each journal says first that the other does not say there; with its time.
  package let firstEntries: Pair

  /// Of the first variant and of the other; nil where a run had ended.
  package struct Pair: Hashable, Sendable {
    package var first: String?
    package var second: String?
  }

  /// Runs both plans with the seed, side by side.
  package init(_ first: Plan, _ second: Plan, seed: UInt64) {
    self.seed = seed
    var one = Simulation(first, seed: seed)
    var other = Simulation(second, seed: seed)
    let difference = FirstDifference(of: &one, and: &other)
    one.run()
    other.run()
    let (left, right) = (Evidence(one.record()), Evidence(other.record()))
    eventsInCommon = difference?.eventsInCommon
    firstEvents = Pair(
      first: difference?.first.map { "\($0.words) at \(left.clock($0.at.nanoseconds))" },
      second: difference?.second.map { "\($0.words) at \(right.clock($0.at.nanoseconds))" })
    firstEntries = Self.firstEntries(left, right)
  }

  private static func firstEntries(_ left: Evidence, _ right: Evidence) -> Pair {
    let counts = (left.record.journal.entries.count, right.record.journal.entries.count)
    for index in 0..<max(counts.0, counts.1) {
      let place = JournalIndex(Int32(index))
      let first = index < counts.0 ? left.sentence(place, about: nil) : nil
      let second = index < counts.1 ? right.sentence(place, about: nil) : nil
      if first != second { return Pair(first: first, second: second) }
    }
    return Pair()
  }
}
