/// Where in a record's way an operation stands.
///
/// Source: `org.apache.kafka.connect.runtime.errors.Stage`.
package enum ErrorStage: Hashable, Sendable, CaseIterable {
  case taskPoll
  case transformation
  case keyConverter
  case valueConverter
  case headerConverter
  case kafkaProduce
  case kafkaConsume
  case taskPut

  /// Whether errors.tolerance=all covers every exception there, and not retriable ones only.
  var toleratesAnything: Bool {
    switch self {
    case .transformation, .keyConverter, .valueConverter, .headerConverter: true
    case .taskPoll, .kafkaProduce, .kafkaConsume, .taskPut: false
    }
  }
}
