/// Finds positions: where a reset leads, and whether a position is still in its leader's log.
///
/// Source: `org.apache.kafka.clients.consumer.internals.OffsetFetcher`, `OffsetFetcherUtils`.
struct OffsetFetcher: Sendable {
  /// The metadata that positions were last compared with.
  var seenMetadata: Int32 = -1
  let requestTimeout: Milliseconds
  let retryBackoff: Milliseconds
  /// ListOffsets requests that are not answered.
  var resets: [PendingReset] = []
  /// OffsetForLeaderEpoch requests that are not answered.
  var validations: [PendingValidation] = []
  /// What the next poll throws because of a reset, or of a validation; later ones are lost while one waits.
  var resetFailure: ConsumerException?
  var validationFailure: ConsumerException?

  struct PendingReset: Sendable {
    var node: NodeID
    var ticket: RequestTicket
    var partitions: [(partition: TopicPartition, policy: OffsetResetPolicy)]
    var requests: [ListOffsetsRequest.Partition]
  }

  struct PendingValidation: Sendable {
    var node: NodeID
    var ticket: RequestTicket
    var positions: [(partition: TopicPartition, position: FetchPosition)]
  }

  init(settings: ConsumerSettings) {
    requestTimeout = settings.client.requestTimeout
    retryBackoff = settings.client.retryBackoff
  }
}
