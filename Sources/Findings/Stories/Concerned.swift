import ClusterSimulation
import KafkaModel

/// Whom a story is about: a step of the drill that touches none of them explains nothing of it.
struct Concerned {
  var processes: [ProcessIndex]
  var partitions: [PartitionRef]
  /// By the plan's groups.
  var group: Int?
  var connectors: [ConnectorRef] = []
}
