import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Topics that nobody asked an administrator for.
extension Evidence {
  /// Who named which topic to which broker, and what it was made with; a sentence for each, in order.
  var automaticTopicSentences: [String] {
    record.automaticTopics.map { topic in
      "\(phrase(topic)) at \(clock(topic.at.nanoseconds)) with \(shape(topic)) "
        + "(auto.create.topics.enable, num.partitions, default.replication.factor)"
    }
  }

  /// The same of one topic, without time and shape.
  func phrase(forTopic number: TopicIndex, of cluster: ClusterIndex?) -> String? {
    record.automaticTopics.first { $0.number == number && $0.naming.cluster == cluster }
      .map { phrase($0) }
  }

  private func phrase(_ topic: RunRecord.AutomaticTopic) -> String {
    let cluster = record.plan.clusters[Int(topic.naming.cluster.raw)].name
    return "\(name(of: topic.naming.client)) named \(cluster)/\(topic.naming.topic) to broker "
      + "\(topic.naming.broker), which had it made"
  }

  /// By the settings of the broker that asked.
  private func shape(_ topic: RunRecord.AutomaticTopic) -> String {
    let brokers = record.plan.clusters[Int(topic.naming.cluster.raw)].brokers
    guard let settings = brokers.first(where: { $0.id == topic.naming.broker })?.settings else {
      preconditionFailure("a cluster's broker was asked")
    }
    return
      "\(Quantities.counted(Int64(settings.numPartitions), "partition")) and replication factor "
      + "\(settings.defaultReplicationFactor)"
  }
}
