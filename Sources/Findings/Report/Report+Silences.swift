import ClusterSimulation
import KafkaModel
import Scenario

/// When partitions were silent, in words.
extension Report {
  /// By partition and time.
  var outages: [Silence] {
    availability.flatMap { one in
      one.gaps.map { Silence(kind: .acknowledgement, partition: one.partition, gap: $0) }
    }
  }

  /// By mirror, partition and time.
  var missedArrivals: [Silence] {
    mirrors.flatMap(\.rows).flatMap { row in
      row.gaps.map { Silence(kind: .arrival, partition: row.partition, gap: $0) }
    }
  }

  /// The one that somebody waited longest in, of equally long ones the first; nil where none was longer than a second.
  var longestSilence: Silence? {
    var longest: Silence?
    for silence in outages + missedArrivals where silence.gap.felt > longest?.gap.felt ?? 0 {
      longest = silence
    }
    return longest
  }

  /// What was silent, for how long, and when.
  func sentence(_ silence: Silence) -> String {
    let gap = silence.gap.gap
    return "\(evidence.name(of: silence.partition)): no \(silence.kind.what) for "
      + "\(Quantities.time(gap.length)), from \(evidence.clock(gap.begins)) "
      + (gap.isOver ? "until \(evidence.clock(gap.ends))" : silence.kind.open)
      + (silence.gap.feltFrom - gap.begins > Availability.threshold
        ? "; nothing waited before \(evidence.clock(silence.gap.feltFrom))" : "")
  }

  /// Silences with their stories below them; those of the same roots are told once, with the story of the longest.
  func lines(_ silences: [Silence]) -> [String] {
    var alike: [[Silence]] = []
    for silence in silences {
      let place = alike.firstIndex { others in
        others[0].isLike(silence) && !others.contains { $0.partition == silence.partition }
      }
      if let place {
        alike[place].append(silence)
      } else {
        alike.append([silence])
      }
    }
    var lines = alike.prefix(Self.toldSilences).flatMap { told($0) }
    let more = alike.count - Self.toldSilences
    if more > 0 { lines.append("  and \(more) more") }
    return lines
  }

  private static let toldSilences = 10

  private func told(_ alike: [Silence]) -> [String] {
    guard let longest = alike.max(by: { $0.gap.felt < $1.gap.felt }) else { return [] }
    var lines = bullet(alike.count == 1 ? sentence(longest) : sentence(alike), indent: 2)
    lines += longest.gap.story.abridged(first: 7, last: 1).flatMap { bullet($0, indent: 6) }
    if let remark = longest.gap.remark {
      lines += bullet("What would change it: " + remark, indent: 6)
    }
    return lines
  }

  private func sentence(_ alike: [Silence]) -> String {
    let names = evidence.names(of: alike.map(\.partition), atMost: 12)
    let gaps = alike.map(\.gap.gap)
    let begins = gaps.map(\.begins).min() ?? 0
    let ends = gaps.map(\.ends).max() ?? 0
    return "\(names): no \(alike[0].kind.what) for up to "
      + "\(Quantities.time(gaps.map(\.length).max() ?? 0)), from \(evidence.clock(begins)) "
      + (gaps.allSatisfy(\.isOver) ? "until \(evidence.clock(ends))" : alike[0].kind.open)
  }
}

extension Silence {
  /// Whether the same led to both, at one time.
  fileprivate func isLike(_ other: Silence) -> Bool {
    let (own, its) = (gap.gap, other.gap.gap)
    return kind == other.kind && gap.roots == other.gap.roots && gap.remark == other.gap.remark
      && own.isOver == its.isOver
      && (own.begins...own.ends).isAlongside(its.begins...its.ends)
  }
}

extension Silence.Kind {
  fileprivate var what: String {
    switch self {
    case .acknowledgement: "acknowledgement"
    case .arrival: "arrival at the target"
    }
  }

  fileprivate var open: String {
    switch self {
    case .acknowledgement: "and did not come back before the load ended"
    case .arrival: "and records still wait at the end of the run"
    }
  }
}
