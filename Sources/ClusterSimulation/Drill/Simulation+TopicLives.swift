import KafkaModel
import SimulationKernel

/// Topics begin, and their names go over to the next ones.
extension Simulation {
  /// Topics that have come up get their topic of the plan: one that an administrator asks for, a mirror's copy, or what
  /// a broker had made for a client. A name that comes again unplanned has another topic of the plan.
  ///
  /// Others create topics as well (`__consumer_offsets`), so the controller alone numbers them.
  mutating func findNewTopics(of cluster: Int) {
    controllers[cluster].seenTopicChanges = controllers[cluster].machine.image.topicChanges
    let index = ClusterIndex(Int32(cluster))
    var numbers: [String: TopicIndex] = [:]
    for (number, topic) in controllers[cluster].machine.image.topics.enumerated() {
      if let topic { numbers[topic.name] = TopicIndex(Int32(number)) }
    }
    for topic in plan.topics.indices where plan.topics[topic].cluster == index {
      guard let number = numbers[plan.topics[topic].name], drill.topicIndex[topic] != number
      else { continue }
      begin(nextLife(of: topic, as: number), as: number)
    }
  }

  /// A topic of the plan is there, under this number; all topics of its name mean it from now on.
  private mutating func begin(_ topic: Int, as number: TopicIndex) {
    drill.topicLife[topic] = number
    for other in plan.topics.indices where isSameTopic(topic, other) {
      drill.topicIndex[other] = number
    }
  }

  /// Which topic of the plan comes up under the name of this one.
  private mutating func nextLife(of topic: Int, as number: TopicIndex) -> Int {
    if let asked = drill.asked.first(where: { isSameTopic($0, topic) }) { return asked }
    let free = plan.topics.indices.first {
      isSameTopic($0, topic) && plan.topics[$0].origin != .administrator
        && drill.topicLife[$0].raw < 0
    }
    if let free { return free }
    var life = plan.topics[topic]
    if life.origin == .administrator { life.origin = .client }
    life.assignment = nil
    let image = controllers[Int(life.cluster.raw)].machine.image
    let partitions = image.partitions.topics[Int(number.raw)]
    life.partitions = Int32(partitions.count)
    plan.topics.append(life)
    drill.topicIndex.append(drill.topicIndex[topic])
    drill.topicLife.append(TopicIndex(-1))
    return plan.topics.count - 1
  }

  /// Whether two topics of the plan are lives of one.
  func isSameTopic(_ one: Int, _ other: Int) -> Bool {
    plan.topics[one].cluster == plan.topics[other].cluster
      && plan.topics[one].name == plan.topics[other].name
  }

  // MARK: Topics that clients have made.

  /// A client named a topic to a broker that does not know it and asks the controller for it.
  mutating func noteNaming(of topic: String, on connection: ServerConnection, to broker: Int) {
    guard let client = connections[connection]?.clientProcess else { return }
    drill.namings.append(
      RunRecord.Naming(
        topic: topic, cluster: brokers[broker].cluster, broker: brokers[broker].machine.id,
        client: client))
  }

  /// The controller made a topic that a client had named; who named it first is remembered.
  mutating func noteAutomaticTopic(_ number: TopicIndex, in cluster: ClusterIndex) {
    guard let topic = controllers[Int(cluster.raw)].machine.image.topic(number),
      let naming = drill.namings.first(where: { $0.topic == topic.name && $0.cluster == cluster })
    else { return }
    drill.namings.removeAll { $0.topic == topic.name && $0.cluster == cluster }
    drill.automaticTopics.append(RunRecord.AutomaticTopic(at: now, number: number, naming: naming))
  }
}
