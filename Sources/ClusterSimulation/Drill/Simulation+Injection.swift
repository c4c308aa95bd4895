import KafkaModel
import SimulationKernel

/// Steps that the plan did not name.
extension Simulation {
  /// Does a step now, after everything that has happened at this time.
  ///
  /// The step stands in the plan from then on, and its text in the fingerprint. `topics` and `links` are what the plan
  /// needs besides what it has.
  package mutating func inject(
    _ step: PlannedStep, text: String, topics: [PlannedTopic], links: [PlannedLink]
  ) {
    precondition(drill.loadHasBegun, "a step is injected after the load has begun")
    let index = plan.steps.count
    plan.topics += topics
    drill.topicIndex += topics.map { topic in
      self.topic(named: topic.name, in: topic.cluster) ?? TopicIndex(-1)
    }
    drill.topicLife += topics.map { _ in TopicIndex(-1) }
    for link in links {
      self.links.append(Self.add(link, to: &network))
      plan.links.append(link)
    }
    plan.steps.append(step)
    drill.steps.append(DrillState.StepState())
    drill.injectedDraws.append(RandomStream(seed: seed, name: step.name, purpose: "step"))
    fingerprint.fold(UInt64(bitPattern: now.nanoseconds))
    fingerprint.fold(20 << 56 | UInt64(index))
    for byte in text.utf8 { fingerprint.fold(UInt64(byte)) }
    fire(step: index)
    handOverDeliveries()
    if drill.mayHaveChanged { evaluateTriggers() }
  }

  /// The time since the start of the load, nanoseconds.
  package var elapsed: Int64 { now.nanoseconds - origin.nanoseconds }
}
