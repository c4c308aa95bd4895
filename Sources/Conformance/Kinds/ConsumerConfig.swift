import KafkaModel
import Scenario

enum ConsumerConfig {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult { .notModelled }
}
