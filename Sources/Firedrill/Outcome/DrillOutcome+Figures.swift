import Findings
import KafkaModel
import Scenario

extension DrillOutcome {
  /// What a figure came to.
  ///
  /// A state (a leader, a lag) is that of the end of the run; ``Run`` shows others.
  ///
  /// - Parameters:
  ///   - figure: What is asked for.
  ///   - subject: Whose figure it is; Docs/ScenarioFormat.md lists what each figure can be asked of.
  ///   - filter: What of the subject's counts.
  ///   - from: The step since which it is counted; figures that are counted from a step need one, states take none.
  ///   - until: The step until which it is counted; nil is the end of the run, states take none.
  ///   - notBefore: Nothing sooner than this counts, after the step `from` or else the start of the load; above zero.
  ///   - within: Nothing later than this counts, after the same moment; longer than `notBefore`.
  ///   - over: Only times longer than this count, above zero; figures of pauses in deliveries need it, others take none.
  /// - Returns: nil where the run has no such figure: it never happened, or the step did not fire.
  /// - Throws: What is wrong with the question: a name that the scenario does not have, or a figure that cannot be
  ///   asked of the subject.
  public func value(
    _ figure: Scenario.Figure, of subject: Scenario.Subject = .estate,
    where filter: Scenario.Filter = .all, from: String? = nil, until: String? = nil,
    notBefore: Duration? = nil, within: Duration? = nil, over: Duration? = nil
  ) throws(DrillError) -> Value? {
    let unit = figure.written.unit
    let expectation = Scenario.Expectation(
      figure, of: subject, where: filter, from: from, until: until, notBefore: notBefore,
      within: within, over: over, Scenario.Bound(written: .equals(unit.sample))
    ).written
    // The reader of drills knows what can be asked.
    var question = written
    question.expectations = [expectation]
    _ = try Scenario(text: question.text, name: "")
    return Value(findings.evidence.answer(to: Question(expectation)))
  }

  /// A figure's value in its own unit.
  public enum Value: Hashable, Sendable {
    /// A number of records, calls or partitions, or an offset.
    case count(Int)
    /// A mean, in thousandths.
    case thousandths(Int)
    /// A time; negative is before the step from which it is counted.
    case time(Duration)
    /// A part of a whole, in parts per billion: 10 000 000 is 1 %.
    case share(Int)
    /// A broker's id; nil is no broker.
    case node(Int?)
    /// Brokers' ids, ascending.
    case nodes([Int])
    /// Bits per second.
    case bandwidth(Int)
    /// A state's name, as Connect's REST API writes it.
    case word(String)

    init?(_ value: FigureValue) {
      switch value {
      case .count(let count): self = .count(Int(count))
      case .thousandths(let value): self = .thousandths(Int(value))
      case .time(let nanoseconds): self = .time(.nanoseconds(nanoseconds))
      case .share(let share): self = .share(Int(share))
      case .node(let node): self = .node(node.map { Int($0.raw) })
      case .nodes(let nodes): self = .nodes(nodes.map { Int($0.raw) })
      case .bandwidth(let value): self = .bandwidth(Int(value))
      case .word(let word): self = .word(word)
      case .none: return nil
      }
    }
  }
}

extension WrittenScenario.Figure.Unit {
  /// Any quantity of the unit.
  fileprivate var sample: WrittenScenario.Quantity {
    switch self {
    case .count: .count(0)
    case .decimal: .thousandths(0)
    case .time: .time(.zero)
    case .share: .share(Share(partsPerBillion: 0))
    case .node: .node(nil)
    case .nodes: .nodes([])
    case .bandwidth: .bandwidth(Bandwidth(bitsPerSecond: 0))
    case .word: .word("none")
    }
  }
}
