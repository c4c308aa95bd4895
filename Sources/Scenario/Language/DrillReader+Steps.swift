/// Steps: when they fire and how long they last.
extension DrillReader {
  func stepFields(_ node: Node, _ verb: Verb) throws(ScenarioError) -> Fields {
    try Fields(
      node, what: "a step that does '\(verb.rawValue)'", keys: Verb.commonKeys + verb.keys,
      notModelled: [], file: file)
  }

  mutating func step(_ draft: StepDraft) throws(ScenarioError) -> Scenario.Step {
    turn = draft.turn
    defer { turn = nil }
    let verb = try verb(draft.node)
    let fields = try stepFields(draft.node, verb)
    let trigger = try trigger(of: draft, fields)
    if let previous = previousStep(trigger), waits(previous, for: draft.name) {
      throw failure(
        .contradiction("step '\(draft.name)' waits for itself and would never fire"),
        at: draft.node.place)
    }
    let undone = try fields["for"].map { node throws(ScenarioError) in
      try positiveTime(node, "for")
    }
    return Scenario.Step(
      name: draft.name, trigger: trigger, action: try action(verb, fields), undoneAfter: undone,
      mark: Scenario.Mark(draft.node.place))
  }

  private func verb(_ node: Node) throws(ScenarioError) -> Verb {
    guard let members = node.members else {
      throw wrongKind(node, "a step", wanted: "an object { at: ..., do: ... }")
    }
    guard let word = node["do"] else {
      // As in `{ at: "1m", kill: "upstream/1" }`, which other tools write.
      if let slip = members.first(where: { Verb(rawValue: $0.key) != nil }) {
        throw failure(
          .keysDisagree("what a step does is the value of 'do'; write do: \"\(slip.key)\""),
          at: slip.keyPlace)
      }
      throw failure(.missing("do", of: "a step"), at: node.place)
    }
    let text = try text(word, "do")
    if let verb = Verb(rawValue: text) { return verb }
    let known = Verb.allCases.map(\.rawValue)
    throw failure(
      Verb.notModelled.contains(text)
        ? .notModelled("'\(text)'", instead: "verbs: " + known.joined(separator: ", "))
        : .unknownWord(text, what: "a verb", known: known), at: word.place)
  }

  private func trigger(
    of draft: StepDraft, _ fields: Fields
  ) throws(ScenarioError) -> Scenario.Trigger {
    let own = try trigger(fields)
    switch draft.firing {
    case .own:
      if let own { return own }
      throw failure(
        .keysDisagree("a step needs one of 'at', 'after', 'when'"),
        at: draft.node.place)
    case .repeated(let number, let every, let previous):
      if case .at(let range) = own, range.isFixed {
        let (more, overflow) = every.nanoseconds.multipliedReportingOverflow(by: number)
        let (sum, carry) = range.from.nanoseconds.addingReportingOverflow(more)
        if !overflow, !carry { return .at(TimeRange(TimeSpan(nanoseconds: sum))) }
      }
      return .after(step: previous, plus: TimeRange(every))
    case .group(let group):
      try refuseTrigger(fields)
      let groupFields = try Fields(group, .stepGroup, file: file)
      if let trigger = try trigger(groupFields) { return trigger }
      throw failure(
        .keysDisagree("a group of steps needs one of 'at', 'after', 'when'"), at: group.place)
    case .again(let again, let previous):
      try refuseTrigger(fields)
      let fields = try Fields(again, .again, file: file)
      let plus = try plus(fields)
      guard let when = fields["when"] else {
        try fields.refuse(["orAfter"], because: "without 'when'")
        return .after(step: previous, plus: plus)
      }
      return .when(
        try predicate(when, "when"), after: previous, plus: plus, orAfter: try orAfter(fields))
    }
  }

  private func refuseTrigger(_ fields: Fields) throws(ScenarioError) {
    try fields.refuse(
      ["at", "after", "when", "plus", "orAfter"],
      because: "at the first step of a group; the group says when")
  }

  private func plus(_ fields: Fields) throws(ScenarioError) -> TimeRange {
    guard let node = fields["plus"] else { return .zero }
    return try timeRange(node, "plus")
  }

  private func orAfter(_ fields: Fields) throws(ScenarioError) -> TimeSpan? {
    guard let node = fields["orAfter"] else { return nil }
    return try positiveTime(node, "orAfter")
  }

  /// The keys `at`, `after`, `when`, `plus` and `orAfter`; nil if none of them is there.
  func trigger(_ fields: Fields) throws(ScenarioError) -> Scenario.Trigger? {
    if let at = fields["at"] {
      try fields.refuse(["after", "when", "plus", "orAfter"], because: "beside 'at'")
      return .at(try timeRange(at, "at"))
    }
    let after = try fields["after"].map { node throws(ScenarioError) in
      try stepName(node, "after")
    }
    if let when = fields["when"] {
      return .when(
        try predicate(when, "when"), after: after, plus: try plus(fields),
        orAfter: try orAfter(fields))
    }
    try fields.refuse(["orAfter"], because: "without 'when'")
    if let after { return .after(step: after, plus: try plus(fields)) }
    try fields.refuse(["plus"], because: "without 'after' or 'when'")
    return nil
  }

  private func previousStep(_ trigger: Scenario.Trigger) -> String? {
    switch trigger {
    case .at: nil
    case .after(let step, _): step
    case .when(_, let step, _, _): step
    }
  }

  /// Whether step `name`, or one that it waits for, is `other`; steps not read yet wait for nobody.
  private func waits(_ name: String, for other: String) -> Bool {
    var name = name
    for _ in 0...scenario.steps.count {
      if name == other { return true }
      guard let index = stepIndex[name], index < scenario.steps.count,
        let previous = previousStep(scenario.steps[index].trigger)
      else { return false }
      name = previous
    }
    return false
  }
}
