import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Mirrors in the text report.
extension Report {
  private static let shownRows = 12

  func mirrorLines(_ style: Style) -> [String] {
    mirrorTable() + [""] + arrivalPicture() + lines(missedArrivals)
  }

  private func mirrorTable() -> [String] {
    var table = TextTable(
      [.left, .right, .right, .right, .right, .right, .right, .right, .right, .right, .left],
      header: [
        "", "copied", "lost", "twice", "disordered", "behind", "p50", "p99", "max", "gap", "tasks",
      ])
    for mirror in mirrors {
      func cell(_ figure: Scenario.Figure) -> String {
        let value = evidence.answer(to: Question(figure, of: .connector(mirror.connector)))
        if case .none = value { return "-" }
        return "\(value)"
      }
      table.add([
        "\(mirror.name) (\(mirror.route))", cell(.mirrored), cell(.mirrorLost),
        cell(.mirrorDuplicated), cell(.mirrorOutOfOrder), cell(.mirrorBacklog),
        cell(.mirrorLatencyP50), cell(.mirrorLatencyP99), cell(.mirrorLatencyMax),
        cell(.mirrorGap), cell(.taskState),
      ])
    }
    return table.lines()
  }

  /// One row of marks for each partition of a source: how many copies arrived in each part of the time.
  private func arrivalPicture() -> [String] {
    var lines = ["  arrivals at the target, by partition of the source"]
    let rows = mirrors.flatMap { mirror in mirror.rows.map { (mirror, $0) } }
    let names = rows.map { mirror, row in
      (mirrors.count > 1 ? "\(mirror.name) " : "") + evidence.name(of: row.partition)
    }
    let label = min(max(names.map(\.count).max() ?? 0, 4), 36)
    for (name, row) in zip(names, rows.map(\.1)).prefix(Self.shownRows) {
      let highest = row.buckets.max() ?? 0
      let bar = row.buckets.map { Report.mark($0, of: highest) }.joined()
      let short = name.count > label ? "..." + String(name.suffix(label - 3)) : name
      lines.append("  " + padded(short, label) + " |" + bar + "|")
    }
    if rows.count > Self.shownRows {
      lines.append("  and \(Quantities.more(rows.count - Self.shownRows, "partition"))")
    }
    if let steps = stepMarks() { lines.append("  " + padded("step", label) + "  " + steps) }
    return lines
  }

  // MARK: Anomalies.

  func mirrorAnomalyLines(_ style: Style, told: Int) -> [String] {
    var lines: [String] = []
    for kind in MirrorAnomaly.Kind.allCases {
      let runs = mirrorAnomalies.filter { $0.kind == kind }
      guard !runs.isEmpty else { continue }
      lines.append(
        "  " + style.bad(kind.rawValue) + ": "
          + Quantities.counted(Int64(count(of: kind)), "record") + " in "
          + Quantities.counted(Int64(runs.count), "run") + " (\(kind.abstract))")
      for run in runs.prefix(told) { lines += self.told(run) }
      if runs.count > told { lines.append("    and \(Quantities.more(runs.count - told, "run"))") }
    }
    return lines
  }

  private func told(_ run: MirrorAnomaly) -> [String] {
    var head = evidence.mirrors[run.mirror].flow.name
    head +=
      run.offsets.count == 1
      ? ", offset \(run.offsets.lowerBound)"
      : ", \(run.count) records, offsets \(run.offsets.lowerBound)..\(run.offsets.upperBound)"
    head += " of \(evidence.name(of: run.partition)), sent \(evidence.clock(run.sent))"
    var lines = bullet(head, indent: 4)
    for sentence in run.story { lines += bullet(sentence, indent: 8) }
    if let remark = run.remark { lines += bullet("What would change it: " + remark, indent: 8) }
    return lines
  }
}
