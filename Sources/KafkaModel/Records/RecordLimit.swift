/// Why `KafkaProducer.send` refuses a record by its size (`ensureValidRecordSize`).
package enum RecordLimit: Error, Hashable, Sendable {
  /// The upper bound of the record is above `max.request.size`.
  case maxRequestSize(upperBound: Int, limit: Int32)
  /// The upper bound of the record is above `buffer.memory`.
  case bufferMemory(upperBound: Int)

  /// The limit that a record of this upper bound breaks, if any.
  package init?(upperBound: Int, settings: ProducerSettings) {
    if upperBound > Int(settings.maxRequestSize) {
      self = .maxRequestSize(upperBound: upperBound, limit: settings.maxRequestSize)
    } else if Int64(upperBound) > settings.bufferMemory {
      self = .bufferMemory(upperBound: upperBound)
    } else {
      return nil
    }
  }

  /// The text of Kafka's `RecordTooLargeException`.
  package var message: String {
    switch self {
    case .maxRequestSize(let upperBound, let limit):
      "The message is \(upperBound) bytes when serialized which is larger than \(limit), "
        + "which is the value of the max.request.size configuration."
    case .bufferMemory(let upperBound):
      "The message is \(upperBound) bytes when serialized which is larger than the total memory "
        + "buffer you have configured with the buffer.memory configuration."
    }
  }
}
