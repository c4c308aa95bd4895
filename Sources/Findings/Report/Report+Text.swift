import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

extension Report {
  /// Runs of one kind that are told in full; the rest is counted.
  private static let toldRuns = 5

  /// The whole report as text.
  package func text(_ style: Style) -> String {
    var lines: [String] = []
    let title = record.plan.title.isEmpty ? file : record.plan.title
    lines += TextTable.wrap(
      title + (variation.isEmpty ? "" : " [\(variation)]"), to: TextTable.width
    ).map { style.strong($0) }
    lines += heading()
    lines += ["", style.strong("Steps")] + stepLines()
    lines += ["", style.strong("Producers")] + producerLines()
    lines += ["", style.strong("Acknowledgements")] + pictureLines(style) + gapLines()
    if !groups.isEmpty { lines += ["", style.strong("Groups")] + groupLines(style) }
    if !mirrors.isEmpty { lines += ["", style.strong("Mirrors")] + mirrorLines(style) }
    if !anomalies.isEmpty || !readings.isEmpty || !mirrorAnomalies.isEmpty {
      lines += ["", style.strong("Anomalies")] + anomalyLines(style) + readingLines(style)
      lines += mirrorAnomalyLines(style, told: Self.toldRuns)
    }
    if !judgements.isEmpty { lines += ["", style.strong("Expectations")] + judgementLines(style) }
    let impossible = record.plan.impossibleTopics
    if !impossible.isEmpty {
      lines += ["", style.strong("Topics that cannot be made")]
      for topic in impossible { lines += bullet(topic.sentence, indent: 2) }
    }
    if !evidence.notesBesideSteps.isEmpty {
      lines += ["", style.strong("Notes")]
      for note in evidence.notesBesideSteps { lines += bullet(note, indent: 2) }
    }
    lines += ["", verdict(style), "fingerprint \(fingerprint)", "replay: \(replay)"]
    return lines.joined(separator: "\n") + "\n"
  }

  private func heading() -> [String] {
    let length = record.end.nanoseconds - record.origin.nanoseconds
    return [
      "\(file), seed \(record.seed): \(Quantities.seconds(length)) s of load after "
        + "\(Quantities.seconds(record.origin.nanoseconds)) s of start, \(record.events) events"
    ].flatMap { TextTable.wrap($0, to: TextTable.width) }
  }

  private func stepLines() -> [String] {
    guard !record.steps.isEmpty else { return ["  none"] }
    var table = TextTable([.right, .right, .left, .left])
    for (index, step) in record.steps.enumerated() {
      table.add([
        "\(index + 1)", step.firedAt.map { evidence.clock($0.nanoseconds) } ?? "never",
        record.plan.steps[index].name, what(step, record.plan.steps[index]),
      ])
    }
    return table.lines() + evidence.refusalSentences.flatMap { bullet($0, indent: 2) }
  }

  /// What a step did and to whom; the verb only where the step's name does not begin with it.
  private func what(_ step: RunRecord.StepRecord, _ planned: PlannedStep) -> String {
    let struck = step.processes.map { evidence.name(of: $0) }
    let who = Quantities.listed(struck, atMost: Self.toldRuns + 1)
    guard let wording = planned.wording else { return who }
    let object =
      if !struck.isEmpty {
        who
      } else if step.firedAt != nil, wording.hasTargets {
        "nobody"
      } else {
        wording.object
      }
    let isTold = planned.name.split(separator: " ").first.map { $0 == wording.verb } ?? false
    return isTold ? object : "\(wording.verb) \(object)"
  }

  private func producerLines() -> [String] {
    var table = TextTable(
      [.left, .right, .right, .right, .right, .right, .right, .right, .right],
      header: [
        "", "sent", "acked", "failed", "open", "lost", "twice", "p50", "max",
      ])
    for producer in record.plan.producers {
      let subject = Scenario.Expectation.Subject.producer(producer.name)
      func value(_ figure: Scenario.Figure) -> String {
        let value = evidence.answer(to: Question(figure, of: subject))
        if case .none = value { return "-" }
        return "\(value)"
      }
      table.add([
        producer.name, value(.sent), value(.acked), value(.failed), value(.unresolved),
        value(.acknowledgedLost), value(.duplicated), value(.latencyP50), value(.latencyMax),
      ])
    }
    return table.lines()
  }

  // MARK: Acknowledgements.

  /// One row of marks for each partition: how many acknowledgements each part of the time had.
  private func pictureLines(_ style: Style) -> [String] {
    let names = availability.map { evidence.name(of: $0.partition) }
    let label = min(max(names.map(\.count).max() ?? 0, 4), 36)
    var lines: [String] = []
    for (name, one) in zip(names, availability).prefix(12) {
      let highest = one.buckets.max() ?? 0
      let bar = one.buckets.map { Report.mark($0, of: highest) }.joined()
      let short = name.count > label ? "..." + String(name.suffix(label - 3)) : name
      lines.append("  " + padded(short, label) + " |" + bar + "|")
    }
    if availability.count > 12 {
      lines.append("  and \(Quantities.more(availability.count - 12, "partition"))")
    }
    if let steps = stepMarks() { lines.append("  " + padded("step", label) + "  " + steps) }
    return lines
  }

  /// The numbers of the steps under a picture, where they fired; nil if none did.
  func stepMarks() -> String? {
    let origin = record.origin.nanoseconds
    let span = max(record.end.nanoseconds - origin, 1)
    var marks = [Character](repeating: " ", count: Availability.width)
    for (index, step) in record.steps.enumerated() {
      guard let fired = step.firedAt else { continue }
      let column = evidence.bucket(of: fired.nanoseconds - origin, in: span)
      marks[column] = index < 9 ? Character(String(index + 1)) : "+"
    }
    let line = String(marks).trimmedEnd
    return line.isEmpty ? nil : line
  }

  func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width - text.count, 0))
  }

  static func mark(_ count: Int, of highest: Int) -> String {
    guard count > 0 else { return " " }
    let marks = [".", ":", "-", "=", "#"]
    return marks[min((count * marks.count - 1) / max(highest, 1), marks.count - 1)]
  }

  private func gapLines() -> [String] {
    lines(outages) + evidence.absences.flatMap { $0 }.flatMap { lines($0) }
  }

  /// When a producer was gone, with the story below it.
  private func lines(_ absence: Absence) -> [String] {
    let span =
      absence.ends.map {
        "for \(Quantities.time($0 - absence.begins)), from \(evidence.clock(absence.begins)) until "
          + evidence.clock($0)
      } ?? "from \(evidence.clock(absence.begins)) on"
    return bullet("\(record.plan.producers[absence.producer].name) was away \(span)", indent: 2)
      + evidence.story(of: absence).flatMap { bullet($0, indent: 6) }
  }

  // MARK: Anomalies and expectations.

  private func anomalyLines(_ style: Style) -> [String] {
    var lines: [String] = []
    for kind in Anomaly.Kind.allCases {
      let runs = anomalies.filter { $0.kind == kind }
      guard !runs.isEmpty else { continue }
      lines.append(
        "  " + style.bad(kind.rawValue) + ": "
          + Quantities.counted(Int64(count(of: kind)), "record") + " in "
          + Quantities.counted(Int64(runs.count), "run") + " (\(kind.abstract))")
      for run in runs.prefix(Self.toldRuns) { lines += told(run) }
      if runs.count > Self.toldRuns {
        lines.append("    and \(Quantities.more(runs.count - Self.toldRuns, "run"))")
      }
    }
    return lines
  }

  private func told(_ run: Anomaly) -> [String] {
    var head = record.plan.producers[run.producer].name
    head +=
      run.count == 1
      ? ", record \(run.records.lowerBound)"
      : ", \(run.count) records \(run.records.lowerBound)..\(run.records.upperBound)"
    if let partition = run.partition { head += " of \(evidence.name(of: partition))" }
    if let offsets = run.offsets {
      head +=
        offsets.lowerBound == offsets.upperBound
        ? ", offset \(offsets.lowerBound)"
        : ", offsets \(offsets.lowerBound)..\(offsets.upperBound)"
    }
    head += ", sent \(evidence.clock(run.sent))"
    var lines = bullet(head, indent: 4)
    for sentence in run.story { lines += bullet(sentence, indent: 8) }
    if let remark = run.remark { lines += bullet("What would change it: " + remark, indent: 8) }
    return lines
  }

  private func readingLines(_ style: Style) -> [String] {
    var lines: [String] = []
    for kind in ReadingAnomaly.Kind.allCases {
      let runs = readings.filter { $0.kind == kind }
      guard !runs.isEmpty else { continue }
      lines.append(
        "  " + style.bad(kind.rawValue) + ": "
          + Quantities.counted(Int64(count(of: kind)), "record") + " in "
          + Quantities.counted(Int64(runs.count), "run") + " (\(kind.abstract))")
      for run in runs.prefix(Self.toldRuns) { lines += told(run) }
      if runs.count > Self.toldRuns {
        lines.append("    and \(Quantities.more(runs.count - Self.toldRuns, "run"))")
      }
    }
    return lines
  }

  private func told(_ run: ReadingAnomaly) -> [String] {
    var head =
      run.member.map { evidence.name(ofMember: $0, of: run.group) }
      ?? record.plan.groups[run.group].name
    head +=
      run.count == 1
      ? ", offset \(run.offsets.lowerBound)"
      : ", \(run.count) records, offsets \(run.offsets.lowerBound)..\(run.offsets.upperBound)"
    head += " of \(evidence.name(of: run.partition))"
    if let at = run.at { head += ", \(evidence.clock(at))" }
    var lines = bullet(head, indent: 4)
    for sentence in run.story { lines += bullet(sentence, indent: 8) }
    if let remark = run.remark { lines += bullet("What would change it: " + remark, indent: 8) }
    return lines
  }

  private func judgementLines(_ style: Style) -> [String] {
    var table = TextTable([.left, .left, .left, .left], header: ["", "figure", "got", "wanted"])
    for judgement in judgements {
      table.add([
        judgement.holds ? "ok" : "FAIL", judgement.title, "\(judgement.got)", judgement.wanted,
      ])
    }
    return table.lines().map { line in
      line.hasPrefix("  FAIL") ? "  " + style.bad("FAIL") + line.dropFirst(6) : line
    }
  }

  /// The last word, in one line.
  package func verdict(_ style: Style) -> String {
    guard !judgements.isEmpty else { return "no expectations" }
    let failed = judgements.count { !$0.holds }
    return failed == 0
      ? style.good("all \(judgements.count) expectations hold")
      : style.bad(
        "\(failed) of \(judgements.count) expectations \(failed == 1 ? "does" : "do") not hold")
  }

  func bullet(_ text: String, indent: Int) -> [String] {
    let space = String(repeating: " ", count: indent)
    return TextTable.wrap(text, to: TextTable.width - indent - 2).enumerated().map { index, line in
      space + (index == 0 ? "- " : "  ") + line
    }
  }
}

extension String {
  /// Without the spaces at its end.
  var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
