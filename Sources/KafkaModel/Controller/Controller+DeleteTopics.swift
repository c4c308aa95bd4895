/// Deletion of topics, and changes of single settings, by the names that clients use.
extension Controller {
  /// Removes topics with all their partitions (`ReplicationControlManager.deleteTopics`).
  ///
  /// A name that stands twice in the request is refused (`ControllerApis.deleteTopics`).
  mutating func deleteTopics(
    _ names: [String], _ token: RequestToken, now: Milliseconds,
    _ effects: inout [ControllerEffect]
  ) {
    var records: [MetadataRecord] = []
    var errors: [ErrorCode] = []
    for name in names {
      if names.filter({ $0 == name }).count > 1 {
        errors.append(.invalidRequest)
      } else if let topic = image.topic(named: name) {
        records.append(.removeTopic(topic))
        errors.append(.none)
      } else {
        errors.append(.unknownTopicOrPartition)
      }
    }
    write(records, answering: token, .deleteTopics(errors), now: now, &effects)
  }

  /// `ConfigurationControlManager.incrementalAlterConfigs`, for topics.
  mutating func alterConfigs(
    _ topics: [TopicConfigAlteration], _ token: RequestToken, now: Milliseconds,
    _ effects: inout [ControllerEffect]
  ) {
    var records: [MetadataRecord] = []
    var errors: [ErrorCode] = []
    for topic in topics {
      guard let index = image.topic(named: topic.name) else {
        errors.append(.unknownTopicOrPartition)
        continue
      }
      errors.append(.none)
      let before = setting(of: index)
      let after = before.applying(topic.changes, defaults: settings.topicDefaults)
      if after != before { records.append(.config(index, after)) }
    }
    write(records, answering: token, .incrementalAlterConfigs(errors), now: now, &effects)
  }

  /// The number of the topic that is meant; nil if there is none of the name.
  func index(of topic: TopicReference) -> TopicIndex? {
    switch topic {
    case .index(let index): image.topic(index) == nil ? nil : index
    case .name(let name): image.topic(named: name)
    }
  }
}
