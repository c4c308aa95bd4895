/// What consumers ask about offsets (`KafkaApis.handleListOffsetRequest`,
/// `handleOffsetForLeaderEpochRequest`).
extension Broker {
  func listOffsets(_ request: ListOffsetsRequest) -> Response {
    let answers = request.partitions.map { asked -> ListOffsetsResponse.Partition in
      guard let row = hosted.index(of: asked.partition) else {
        return .init(asked.partition, error: errorWithoutReplica(asked.partition))
      }
      return hosted.rows[row].partition.listOffset(asked)
    }
    return .listOffsets(ListOffsetsResponse(partitions: answers))
  }

  func endsOfEpochs(_ request: OffsetForLeaderEpochRequest) -> Response {
    let answers = request.partitions.map { asked -> OffsetForLeaderEpochResponse.Partition in
      guard let row = hosted.index(of: asked.partition) else {
        return .init(
          asked.partition, error: errorWithoutReplica(asked.partition), end: .undefined)
      }
      return hosted.rows[row].partition.endOfEpoch(asked)
    }
    return .offsetForLeaderEpoch(OffsetForLeaderEpochResponse(partitions: answers))
  }
}
