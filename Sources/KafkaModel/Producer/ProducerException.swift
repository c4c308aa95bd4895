/// Why a record failed, as the callback or the caller of `send` sees it.
///
/// Cases keep what the text needs; `kafkaClass` and `message` give Kafka's own words.
/// Source: `org.apache.kafka.common.errors`, `Sender.failBatch`, `KafkaProducer.doSend`.
package enum ProducerException: Hashable, Sendable {
  /// `delivery.timeout.ms` passed since the batch was created.
  case expired(records: Int32, age: Milliseconds)
  /// A broker's answer, given up or not retriable.
  case answered(ErrorCode)
  /// The connection broke under the request: NETWORK_EXCEPTION, made by the client.
  case disconnected(NodeID)
  /// `request.timeout.ms` passed for a request to the node: REQUEST_TIMED_OUT, made by the client (3.5).
  case disconnectedByTimeout(NodeID)
  /// The topic was not in the metadata within `max.block.ms`.
  case topicNotInMetadata(waited: Milliseconds)
  /// The explicit partition was not in the metadata within `max.block.ms`.
  case partitionNotInMetadata(PartitionIndex, waited: Milliseconds)
  /// `buffer.memory` stayed full for the rest of `max.block.ms`.
  case bufferExhausted(bytes: Int, waited: Milliseconds)
  case recordTooLarge(RecordLimit)
  /// One batch alone is larger than `buffer.memory`.
  case batchAboveBufferMemory(bytes: Int)
  /// `close` ran out of time.
  case closedForcefully
  /// `close` came while `send` was blocked.
  case closedDuringSend
  /// `send` after `close`.
  case alreadyClosed
}

extension ProducerException {
  /// The simple name of Kafka's Java class.
  package var kafkaClass: String {
    switch self {
    case .expired, .disconnectedByTimeout, .topicNotInMetadata, .partitionNotInMetadata:
      "TimeoutException"
    case .answered(let error): error.exceptionClass
    case .disconnected: "NetworkException"
    case .bufferExhausted: "BufferExhaustedException"
    case .recordTooLarge: "RecordTooLargeException"
    case .batchAboveBufferMemory: "IllegalArgumentException"
    case .closedForcefully, .closedDuringSend: "KafkaException"
    case .alreadyClosed: "IllegalStateException"
    }
  }
}

extension ProducerException {
  /// Kafka's text where the client itself makes it; nil where it is the protocol's for the error.
  package func message(for partition: String) -> String? {
    switch self {
    case .expired(let records, let age):
      "Expiring \(records) record(s) for \(partition):\(age.raw) ms has passed since batch creation"
    case .disconnected(let node): "Disconnected from node \(node)"
    case .disconnectedByTimeout(let node): "Disconnected from node \(node) due to timeout"
    case .recordTooLarge(let limit): limit.message
    case .closedForcefully: "Producer is closed forcefully."
    case .answered, .topicNotInMetadata, .partitionNotInMetadata, .bufferExhausted,
      .batchAboveBufferMemory, .closedDuringSend, .alreadyClosed:
      nil
    }
  }
}
