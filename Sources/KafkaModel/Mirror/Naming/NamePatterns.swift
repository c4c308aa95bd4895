/// A list of names and patterns, one of which must match the whole of a name; an empty list matches nothing.
///
/// Source: `MirrorUtils.compilePatternList`, which joins the list by `|`.
struct NamePatterns: Hashable, Sendable {
  private var pattern: TopicPattern?

  init(_ names: [String]) {
    pattern = names.isEmpty ? nil : TopicPattern(names.joined(separator: "|"))
  }

  /// What stands in the list that is no part of the patterns read here, in words; nil if nothing does.
  var problem: String? { pattern?.problem }

  func matches(_ name: String) -> Bool { pattern?.matches(name) ?? false }
}
