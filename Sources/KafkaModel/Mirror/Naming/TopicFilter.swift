/// Which topics a mirror's user wants, by their names at the source.
///
/// Source: `DefaultTopicFilter`.
package struct TopicFilter: Hashable, Sendable {
  private var included: NamePatterns
  private var excluded: NamePatterns

  /// - Parameters:
  ///   - topics: `topics`: names and patterns.
  ///   - exclude: `topics.exclude`, which wins.
  package init(topics: [String] = [".*"], exclude: [String]) {
    included = NamePatterns(topics)
    excluded = NamePatterns(exclude)
  }

  /// The default of `topics.exclude`.
  package static func defaultExclude(_ behaviour: MirrorBehaviour) -> [String] {
    [behaviour.narrowInternalTopics ? #"mm2.*\.internal"# : #".*[\-\.]internal"#]
      + [#".*\.replica"#, "__.*"]
  }

  /// What the lists have that is no part of the patterns read here, in words; nil if nothing.
  package var problem: String? { included.problem ?? excluded.problem }

  package func wants(_ topic: String) -> Bool {
    included.matches(topic) && !excluded.matches(topic)
  }
}
