import KafkaModel
package import Scenario

extension Scenario.Quantity {
  /// The quantity as a figure's value, for comparison and print.
  package var value: FigureValue {
    switch self {
    case .count(let count): .count(count)
    case .thousandths(let value): .thousandths(value)
    case .time(let span): .time(span.nanoseconds)
    case .share(let share): .share(share.partsPerBillion)
    case .node(let id): .node(id.map { NodeID($0) })
    case .bandwidth(let bandwidth): .bandwidth(bandwidth.bitsPerSecond)
    case .word(let word): .word(word)
    case .nodes(let ids): .nodes(ids.map { NodeID($0) }.sorted())
    }
  }
}
