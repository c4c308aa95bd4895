/// The cluster's state as applying the metadata log up to an offset gives it; controller and brokers each keep one.
///
/// Source: `org.apache.kafka.image.MetadataImage`.
package struct MetadataImage: Sendable {
  /// Registered brokers, ascending by id.
  package private(set) var brokers: [BrokerRegistration] = []
  /// By `TopicIndex`; nil where a topic does not exist (yet or any more).
  package private(set) var topics: [TopicRegistration?] = []
  package private(set) var partitions = PartitionTable<PartitionRegistration>()
  /// How many topics have been created and removed.
  package private(set) var topicChanges = 0
  /// The last record applied; `.none` before the first.
  package private(set) var lastOffset = Offset.none

  package init() {}

  package func broker(_ id: NodeID) -> BrokerRegistration? {
    guard let index = brokers.firstIndex(where: { $0.id == id }) else { return nil }
    return brokers[index]
  }

  package func topic(_ index: TopicIndex) -> TopicRegistration? {
    let index = Int(index.raw)
    return topics.indices.contains(index) ? topics[index] : nil
  }

  /// The topic that has this name now; an earlier one may have had it.
  package func topic(named name: String) -> TopicIndex? {
    topics.firstIndex { $0?.name == name }.map { TopicIndex(Int32($0)) }
  }

  /// Neither fenced nor in controlled shutdown: may lead and join in-sync replicas.
  package func isActive(_ id: NodeID) -> Bool {
    guard let broker = broker(id) else { return false }
    return !broker.isFenced && !broker.isInControlledShutdown
  }

  /// Applies one record at the next offset.
  package mutating func apply(_ record: MetadataRecord, delta: inout MetadataDelta) {
    lastOffset = lastOffset + 1
    switch record {
    case .registerBroker(let id, let epoch, let incarnation, let fenced, let rack):
      let broker = BrokerRegistration(
        id: id, epoch: epoch, incarnation: incarnation, rack: rack, isFenced: fenced,
        registeredAt: lastOffset)
      delta.touched(broker: id)
      if let index = brokers.firstIndex(where: { $0.id >= id }) {
        if brokers[index].id == id {
          brokers[index] = broker
        } else {
          brokers.insert(broker, at: index)
        }
      } else {
        brokers.append(broker)
      }
    case .brokerRegistrationChange(let id, let epoch, let fenced, let inControlledShutdown):
      guard let index = brokers.firstIndex(where: { $0.id == id }), brokers[index].epoch == epoch
      else { preconditionFailure("a change of broker \(id) that is not registered so") }
      delta.touched(broker: id)
      if let fenced { brokers[index].isFenced = fenced }
      if let inControlledShutdown { brokers[index].isInControlledShutdown = inControlledShutdown }
    case .topic(let topic, let name, let settings):
      while topics.count <= Int(topic.raw) { topics.append(nil) }
      topics[Int(topic.raw)] = TopicRegistration(name: name, settings: settings)
      topicChanges += 1
      delta.touched(settingsOf: topic)
    case .partition(let key, let partition), .partitionChange(let key, let partition):
      delta.touched(key, before: partitions[key])
      partitions[key] = partition
    case .config(let topic, let settings):
      topics[Int(topic.raw)]?.settings = settings
      delta.touched(settingsOf: topic)
    case .removeTopic(let topic):
      topics[Int(topic.raw)] = nil
      topicChanges += 1
      delta.removed(topic)
      let count =
        Int(topic.raw) < partitions.topics.count ? partitions.topics[Int(topic.raw)].count : 0
      for partition in 0..<count {
        let key = TopicPartition(topic, PartitionIndex(Int32(partition)))
        delta.touched(key, before: partitions[key])
        partitions[key] = nil
      }
    case .noOp:
      break
    }
  }

  /// Applies records in order and says what they changed.
  package mutating func apply(_ records: ArraySlice<MetadataRecord>) -> MetadataDelta {
    var delta = MetadataDelta()
    for record in records { apply(record, delta: &delta) }
    return delta
  }
}

/// A broker's entry in the metadata (`org.apache.kafka.metadata.BrokerRegistration`).
package struct BrokerRegistration: Hashable, Sendable {
  package var id: NodeID
  package var epoch: BrokerEpoch
  package var incarnation: Int32
  package var rack: String?
  package var isFenced: Bool
  package var isInControlledShutdown = false
  /// Offset of the latest registration record; its epoch is older when the same incarnation registered again.
  package var registeredAt: Offset

  package init(
    id: NodeID, epoch: BrokerEpoch, incarnation: Int32, rack: String?, isFenced: Bool,
    registeredAt: Offset
  ) {
    self.id = id
    self.epoch = epoch
    self.incarnation = incarnation
    self.rack = rack
    self.isFenced = isFenced
    self.registeredAt = registeredAt
  }
}

/// A topic's name and effective settings.
package struct TopicRegistration: Hashable, Sendable {
  package var name: String
  package var settings: TopicSettings

  package init(name: String, settings: TopicSettings) {
    self.name = name
    self.settings = settings
  }
}
