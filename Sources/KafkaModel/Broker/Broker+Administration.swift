/// What an administrator's client asks of any broker, which answers from its metadata (`KafkaApis`, `ConfigHelper`).
extension Broker {
  /// DescribeConfigs of a topic.
  ///
  /// A topic's own entry that says what the broker would say anyway counts as a default.
  func configs(of name: String) -> TopicConfigs {
    guard let index = metadata.image.topic(named: name), let topic = metadata.image.topic(index)
    else { return TopicConfigs(name: name, error: .unknownTopicOrPartition) }
    return TopicConfigs(
      name: name, error: .none,
      entries: TopicConfigKey.allCases.map { key in
        TopicConfigEntry(
          key, value: topic.settings[key],
          isDefault: topic.settings[key] == settings.topicDefaults[key])
      })
  }

  /// A commit whose topics are named, with the numbers that this broker knows for the names.
  func identified(_ request: OffsetCommitRequest) -> OffsetCommitRequest {
    guard !request.topicNames.isEmpty else { return request }
    var request = request
    for index in request.offsets.indices {
      request.offsets[index].partition.topic =
        metadata.image.topic(named: request.topicNames[index]) ?? TopicIndex(-1)
    }
    return request
  }

  /// Who asked for all offsets of a group did not name their topics, and is told the names.
  func named(
    _ response: OffsetFetchResponse, for request: OffsetFetchRequest
  ) -> OffsetFetchResponse {
    guard request.partitions == nil else { return response }
    var response = response
    response.offsets.removeAll { metadata.image.topic($0.partition.topic) == nil }
    response.topicNames = response.offsets.map {
      metadata.image.topic($0.partition.topic)?.name ?? ""
    }
    return response
  }
}
