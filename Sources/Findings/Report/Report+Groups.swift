import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Consumer groups in the text report.
extension Report {
  /// Partitions and members that a report shows of one group.
  private static let shownRows = 12

  func groupLines(_ style: Style) -> [String] {
    groups.flatMap { group -> [String] in
      headline(group, style) + memberTable(group) + errorLines(group) + failureLines(group)
        + moveLines(group) + [""] + partitionTable(group) + ownerLines(group)
        + stallLines(group) + lagLines(group)
    }
  }

  private func value(_ figure: Scenario.Figure, of group: GroupFindings) -> FigureValue {
    evidence.answer(to: Question(figure, of: .group(group.name)))
  }

  private func number(_ figure: Scenario.Figure, of group: GroupFindings) -> Int64 {
    value(figure, of: group).number ?? 0
  }

  private func headline(_ group: GroupFindings, _ style: Style) -> [String] {
    let lines = TextTable.wrap("\(group.name): \(summary(group))", to: TextTable.width - 4)
    return lines.enumerated().map { index, line in
      index > 0
        ? "    " + line
        : "  " + style.strong(group.name) + line.dropFirst(group.name.count)
    }
  }

  private func summary(_ group: GroupFindings) -> String {
    let sink = evidence.sinkName(of: group.group).map { "the group of sink \($0), " } ?? ""
    let members = sink + Quantities.counted(Int64(group.members.count), "member")
    guard group.isGroup else { return "\(members) without a group" }
    let longest = value(.rebalanceLongest, of: group)
    let took = longest.number == nil ? "" : " (longest \(longest))"
    return "\(members), "
      + Quantities.counted(number(.rebalances, of: group), "rebalance") + took + ", "
      + Quantities.counted(number(.generations, of: group), "generation") + "; partitions "
      + "assigned \(number(.assignments, of: group)), revoked \(number(.revocations, of: group)), "
      + "lost \(number(.losses, of: group))"
  }

  /// What it cost that the group goes on with another's work.
  private func moveLines(_ group: GroupFindings) -> [String] {
    guard let move = group.move else { return [] }
    let names = move.from.map { other in
      let planned = record.plan.groups[other]
      return "\(planned.name) on \(record.plan.clusters[Int(planned.cluster.raw)].name)"
    }
    let sentence =
      "goes on for \(names.joined(separator: ", ")), the same group.id: "
      + Quantities.counted(move.again, "record")
      + " handed out a second time, \(move.missed) missed by both"
    var lines = [""] + TextTable.wrap(sentence, to: TextTable.width - 4).map { "    " + $0 }
    lines += move.story.flatMap { bullet($0, indent: 6) }
    if let remark = move.remark { lines += bullet("What would change it: " + remark, indent: 6) }
    return lines
  }

  private func memberTable(_ group: GroupFindings) -> [String] {
    var table = TextTable(
      [.left, .right, .right, .right, .right, .right, .right, .right],
      header: ["", "handed out", "again", "processed", "twice", "errors", "age p50", "age max"])
    func row(_ title: String, _ subject: Scenario.Expectation.Subject) {
      func cell(_ figure: Scenario.Figure) -> String {
        let value = evidence.answer(to: Question(figure, of: subject))
        if case .none = value { return "-" }
        return "\(value)"
      }
      table.add([
        title, cell(.delivered), cell(.deliveredAgain), cell(.processed), cell(.processedTwice),
        cell(.memberErrors), cell(.deliveryAgeP50), cell(.deliveryAgeMax),
      ])
    }
    for (index, member) in group.members.prefix(Self.shownRows).enumerated() {
      row(
        "\(GroupFindings.mark(index)) \(group.name)/\(member)",
        .member(Scenario.MemberName(group: group.name, member: member)))
    }
    if group.members.count > 1 { row("all", .group(group.name)) }
    var lines = table.lines(indent: 4)
    if group.members.count > Self.shownRows {
      lines.append("    and \(Quantities.more(group.members.count - Self.shownRows, "member"))")
    }
    return lines
  }

  /// What the column of errors counts, by name.
  private func errorLines(_ group: GroupFindings) -> [String] {
    let lines = group.members.indices.compactMap { member -> String? in
      let errors = evidence.errors(ofMember: member, of: group.group)
      guard !errors.isEmpty else { return nil }
      let named = errors.map { error in
        "\(error.exception) \(error.count > 1 ? "\(error.count) times, first" : "once,") at "
          + evidence.clock(error.first)
      }
      return "\(group.name)/\(group.members[member]): \(named.joined(separator: "; "))"
    }
    guard !lines.isEmpty else { return [] }
    let rest = lines.count - Self.shownRows
    return [""] + lines.prefix(Self.shownRows).flatMap { bullet($0, indent: 4) }
      + (rest > 0 ? ["    and \(Quantities.more(rest, "member"))"] : [])
  }

  /// Tasks of a sink that failed for good, and what they died of.
  private func failureLines(_ group: GroupFindings) -> [String] {
    evidence.failures(ofSink: group.group).flatMap { failure in
      TextTable.wrap(
        failure.map { evidence.sentence($0, about: nil) }.joined(separator: "; "),
        to: TextTable.width - 4
      ).map { "    " + $0 }
    }
  }

  private func partitionTable(_ group: GroupFindings) -> [String] {
    var table = TextTable(
      [.left, .right, .right, .right, .right, .right, .right, .right, .right],
      header: [
        "", "handed out", "again", "skipped", "phantom", "longest stall", "committed", "log end",
        "lag",
      ])
    for partition in group.partitions.prefix(Self.shownRows) {
      func cell(_ figure: Scenario.Figure) -> String {
        var question = Question(figure, of: .partition(evidence.scenarioName(of: partition)))
        if figure.isOfGroups { question.filter.group = group.name }
        let value = evidence.answer(to: question)
        if case .none = value { return "-" }
        return "\(value)"
      }
      table.add([
        evidence.name(of: partition), cell(.delivered), cell(.deliveredAgain),
        // What the group was handed on the other cluster it does not miss here.
        group.move.map { "\($0.missedByPartition[partition] ?? 0)" } ?? cell(.skipped),
        cell(.phantoms),
        cell(.deliveryStall), cell(.committedOffset), cell(.logEndOffset), cell(.groupLag),
      ])
    }
    var lines = table.lines(indent: 4)
    if group.partitions.count > Self.shownRows {
      lines.append(
        "    and \(Quantities.more(group.partitions.count - Self.shownRows, "partition"))")
    }
    return lines
  }

  // MARK: Pictures.

  private func ownerLines(_ group: GroupFindings) -> [String] {
    guard !group.tenures.isEmpty else { return [] }
    let names = group.partitions.prefix(Self.shownRows).map { evidence.name(of: $0) }
    let label = labelWidth(names)
    var lines = ["", "    owners (. nobody, * several)"]
    for (name, partition) in zip(names, group.partitions) {
      lines.append(
        "    " + padded(shortened(name, to: label), label) + " |"
          + group.owners(of: partition, in: evidence) + "|")
    }
    if let steps = stepMarks() { lines.append("    " + padded("step", label) + "  " + steps) }
    return lines
  }

  /// Rows of a chart of lag.
  private static let chartHeight: Int64 = 6

  private func lagLines(_ group: GroupFindings) -> [String] {
    let curve = group.lag
    guard !curve.points.isEmpty else { return [] }
    var lines = [""]
    var table = TextTable(
      [.left, .right, .right, .right, .left],
      header: ["lag", "least", "most", "at the end", "what it sees"])
    func row(_ title: String, _ path: KeyPath<LagCurve.Point, Int64?>, _ view: String) {
      let values = curve.points.compactMap { $0[keyPath: path] }
      func text(_ value: Int64?) -> String { value.map { "\($0)" } ?? "-" }
      table.add([
        title, text(values.min()), text(values.max()), text(curve.points.last?[keyPath: path]),
        view,
      ])
    }
    row("group", \.group, "log end less committed offset, summed; goes on without any member")
    row("records-lag", \.client, "the clients' largest; counts from the position, in fetched data")
    row("records-lag-max", \.clientMax, "the clients' largest of the last 30 to 60 s")
    row("records-lead", \.lead, "the clients' smallest distance from the log's start")
    lines += table.lines(indent: 4)
    if curve.silentSamples > 0 {
      lines += bullet(
        "in \(curve.silentSamples) of "
          + Quantities.counted(Int64(curve.points.count), "sample")
          + " no client reported of some partition: a member that is dead or waits says nothing",
        indent: 4)
    }
    if let hidden = curve.hidden {
      lines += bullet(
        "while clients reported 0 the group's lag was up to \(hidden): they count from what was "
          + "handed out, and keep the last value of a member that does not poll", indent: 4)
    }
    return lines + chart(group)
  }

  /// The group's lag as columns of `#`, the clients' `records-lag` as `o`.
  private func chart(_ group: GroupFindings) -> [String] {
    let columns = group.lag.columns
    let most = columns.compactMap { $0.map { max($0.group ?? 0, $0.client ?? 0) } }.max() ?? 0
    guard most > 0 else { return [] }
    let names = group.partitions.prefix(Self.shownRows).map { evidence.name(of: $0) }
    let label = labelWidth(names)
    var lines = ["", "    lag (# group, o records-lag)"]
    for row in stride(from: Self.chartHeight, to: 0, by: -1) {
      let floor = (row - 1) * most / Self.chartHeight
      let line = columns.map { point -> Character in
        guard let point else { return " " }
        // A row's mark says that the value reaches beyond the row's floor.
        if let client = point.client, client > floor, client <= row * most / Self.chartHeight {
          return "o"
        }
        return (point.group ?? 0) > floor ? "#" : " "
      }
      let title = row == Self.chartHeight ? "\(most)" : ""
      lines.append("    " + leading(title, label) + " |" + String(line) + "|")
    }
    if let steps = stepMarks() { lines.append("    " + padded("step", label) + "  " + steps) }
    return lines
  }

  private func labelWidth(_ names: [String]) -> Int {
    min(max(names.map(\.count).max() ?? 0, 4), 32)
  }

  private func shortened(_ name: String, to width: Int) -> String {
    name.count > width ? "..." + String(name.suffix(width - 3)) : name
  }

  private func leading(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(width - text.count, 0)) + text
  }
}
