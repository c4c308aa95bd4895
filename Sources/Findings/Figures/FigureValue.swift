package import KafkaModel

/// What a figure came to in a run, in the figure's own unit.
package enum FigureValue: Hashable, Sendable {
  case count(Int64)
  /// A number with decimals, in thousandths.
  case thousandths(Int64)
  /// Nanoseconds; negative is before the step it is counted from.
  case time(Int64)
  /// Parts per billion.
  case share(Int64)
  case node(NodeID?)
  /// Ascending.
  case nodes([NodeID])
  /// Bits per second.
  case bandwidth(Int64)
  /// A state's name.
  case word(String)
  /// There is no such figure in this run; no bound holds for it.
  case none(Reason)

  /// Why a figure has no value.
  package enum Reason: Hashable, Sendable {
    /// What it measures never happened.
    case neverHappened
    /// The step it counts from or until has not fired.
    case stepNotFired(String)
    /// Writes did not come back before the load ended.
    case notOver
    /// The run keeps this only for its end.
    case knownAtEndOnly
    /// Nothing was sent or acknowledged there.
    case nothingToMeasure
    /// The partition did not exist at the moment.
    case noPartition
    /// A topic could not be made, and the run ended before its load.
    case noLoad
  }
}

extension FigureValue {
  /// The number by which values of one figure are ordered; nil for what has no order.
  package var number: Int64? {
    switch self {
    case .count(let value), .thousandths(let value), .time(let value), .share(let value),
      .bandwidth(let value):
      value
    case .node, .nodes, .word, .none: nil
    }
  }
}

extension FigureValue: CustomStringConvertible {
  package var description: String {
    switch self {
    case .count(let value): String(value)
    case .thousandths(let value): Quantities.decimal(value, digits: 3)
    case .time(let value): Quantities.time(value)
    case .share(let value): Quantities.share(value)
    case .node(let node): node.map { "broker \($0)" } ?? "no broker"
    case .nodes(let nodes): "[" + nodes.map(\.description).joined(separator: ",") + "]"
    case .bandwidth(let value): Quantities.bytesPerSecond(value)
    case .word(let word): word
    case .none(let reason): "none (\(reason.sentence))"
    }
  }
}

extension FigureValue.Reason {
  package var sentence: String {
    switch self {
    case .neverHappened: "it never happened"
    case .stepNotFired(let name): "step '\(name)' did not fire"
    case .notOver: "it was not over when the load ended"
    case .knownAtEndOnly: "only its value at the end is kept"
    case .nothingToMeasure: "there was nothing to measure"
    case .noPartition: "the partition did not exist then"
    case .noLoad: "the load never began"
    }
  }
}
