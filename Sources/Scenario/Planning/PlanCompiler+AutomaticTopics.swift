import ClusterSimulation
import KafkaModel

/// Topics that Kafka's brokers would make for a client that names them, and nobody makes here.
extension PlanCompiler {
  /// Where a producer's topic comes late or is deleted, in a cluster whose brokers may make topics.
  ///
  /// Source: `auto.create.topics.enable`, which is on by default; `AutoTopicCreationManager`.
  var notesOnAutomaticTopics: [String] {
    var notes: [String] = []
    for step in plan.steps {
      let topic: Int
      switch step.action {
      case .createTopic(let number), .deleteTopic(let number): topic = number
      case _: continue
      }
      let cluster = plan.clusters[Int(plan.topics[topic].cluster.raw)].name
      guard hasProducer(topic), !refusesAutomaticTopics(cluster) else { continue }
      let note =
        "cluster \(cluster) makes no topics for clients: with auto.create.topics.enable=true, which is Kafka's "
        + "default, a client that names '\(plan.topics[topic].name)' while it is missing would have it made"
      if !notes.contains(note) { notes.append(note) }
    }
    return notes
  }

  private func hasProducer(_ topic: Int) -> Bool {
    plan.producers.contains { producer in
      producer.workload.topics.contains {
        plan.topics[$0].name == plan.topics[topic].name
          && plan.topics[$0].cluster == plan.topics[topic].cluster
      }
    }
  }

  private func refusesAutomaticTopics(_ cluster: String) -> Bool {
    settings.contains {
      $0.report.setting.key == "auto.create.topics.enable" && $0.report.setting.value == "false"
        && $0.owner.hasPrefix("\(cluster)/")
    }
  }
}
