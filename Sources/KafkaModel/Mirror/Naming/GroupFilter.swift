/// Which groups of the source a mirror makes checkpoints for.
///
/// Source: `DefaultGroupFilter`.
package struct GroupFilter: Hashable, Sendable {
  /// The default of `groups.exclude`.
  package static let defaultExclude = ["console-consumer-.*", "connect-.*", "__.*"]

  private var included: NamePatterns
  private var excluded: NamePatterns

  /// - Parameters:
  ///   - groups: `groups`: names and patterns.
  ///   - exclude: `groups.exclude`, which wins.
  package init(groups: [String] = [".*"], exclude: [String] = Self.defaultExclude) {
    included = NamePatterns(groups)
    excluded = NamePatterns(exclude)
  }

  /// What the lists have that is no part of the patterns read here, in words; nil if nothing.
  package var problem: String? { included.problem ?? excluded.problem }

  package func wants(_ group: String) -> Bool {
    included.matches(group) && !excluded.matches(group)
  }
}
