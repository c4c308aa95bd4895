/// An exception as Connect's runtime tells them apart: its class and what it descends from.
package struct TaskException: Error, Hashable, Sendable {
  /// What the runtime asks of an exception's class.
  package enum Family: Hashable, Sendable {
    /// `connect.errors.RetriableException`, the only one that operations are retried for.
    case connectRetriable
    /// Any other `ConnectException`.
    case connect
    /// A retriable `ApiException` of the clients.
    case clientRetriable
    /// Any other `KafkaException` of the clients.
    case client
    /// Of the Java runtime.
    case other
  }

  /// The class, without `org.apache.kafka.` if it is Kafka's.
  package var name: String
  package var family: Family

  package init(_ name: String, _ family: Family) {
    self.name = name
    self.family = family
  }

  /// Whether `send` or `poll` is simply called again after it.
  var isRetriable: Bool {
    switch family {
    case .connectRetriable, .clientRetriable: true
    case .connect, .client, .other: false
    }
  }
}
