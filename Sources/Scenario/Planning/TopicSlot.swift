/// What a place in a plan's list of topics is for.
///
/// A run that a step is injected into keeps its places: topics that the step adds come behind them, whatever the order of
/// the scenario is then.
package enum TopicSlot: Hashable, Sendable {
  /// By its place in the scenario's section of topics.
  case declared(Int)
  /// Made by the step of this name.
  case created(String)
  case mirrored(Scenario.TopicName)
  /// Added by the run itself: brokers made the topic of a name again (``Plan``).
  case life

  /// In a plan that nothing has run of: what the scenario declares, what its steps make, and its mirrors.
  static func all(of scenario: Scenario) -> [(slot: TopicSlot, topic: Scenario.Topic)] {
    let declared = scenario.topics.enumerated().map { (TopicSlot.declared($0.offset), $0.element) }
    let created = scenario.steps.compactMap { step in
      if case .createTopic(let topic) = step.action {
        (TopicSlot.created(step.name), topic)
      } else {
        nil
      }
    }
    let mirrored = scenario.mirroredTopics.map { (TopicSlot.mirrored($0.name), $0) }
    return declared + created + mirrored
  }
}
