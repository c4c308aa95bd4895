import ClusterSimulation
import KafkaModel
import Scenario

/// When partitions were silent, in words.
extension Report {
  /// All of them, acknowledgements first.
  private var silences: [Silence] {
    availability.flatMap { one in
      one.gaps.map { Silence(kind: .acknowledgement, partition: one.partition, gap: $0) }
    }
      + mirrors.flatMap(\.rows).flatMap { row in
        row.gaps.map { Silence(kind: .arrival, partition: row.partition, gap: $0) }
      }
  }

  /// The one that somebody waited longest in, of equally long ones the first; nil where none was longer than a second.
  var longestSilence: Silence? {
    var longest: Silence?
    for silence in silences where silence.gap.felt > longest?.gap.felt ?? 0 {
      longest = silence
    }
    return longest
  }

  /// What was silent, for how long, and when.
  func sentence(_ silence: Silence) -> String {
    let gap = silence.gap.gap
    let (what, open) =
      switch silence.kind {
      case .acknowledgement: ("acknowledgement", "and did not come back before the load ended")
      case .arrival:
        ("arrival at the target", "and records still wait at the end of the run")
      }
    return "\(evidence.name(of: silence.partition)): no \(what) for "
      + "\(Quantities.time(gap.length)), from \(evidence.clock(gap.begins)) "
      + (gap.isOver ? "until \(evidence.clock(gap.ends))" : open)
      + (silence.gap.feltFrom - gap.begins > Availability.threshold
        ? "; nothing waited before \(evidence.clock(silence.gap.feltFrom))" : "")
  }

  /// It with its story below it.
  func lines(_ silence: Silence) -> [String] {
    let (story, told) = (silence.gap.story, 8)
    var lines = bullet(sentence(silence), indent: 2)
    lines += story.prefix(told).flatMap { bullet($0, indent: 6) }
    if story.count > told { lines.append("      and \(story.count - told) more") }
    return lines
  }
}
