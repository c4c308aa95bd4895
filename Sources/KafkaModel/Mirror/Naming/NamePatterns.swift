/// A list of names and patterns, one of which must match the whole of a name; an empty list matches nothing.
///
/// Source: `MirrorUtils.compilePatternList`, which joins the list by `|`.
struct NamePatterns: Hashable, Sendable {
  private var pattern: TopicPattern?

  /// The list as a property has it, between commas.
  init(_ list: String) {
    let names = Self.names(list)
    pattern = names.isEmpty ? nil : TopicPattern(names.joined(separator: "|"))
  }

  /// What stands in the list that is no part of the patterns read here, in words; nil if nothing does.
  var problem: String? { pattern?.problem }

  func matches(_ name: String) -> Bool { pattern?.matches(name) ?? false }

  /// Source: `ConfigDef.parseType` for `LIST`.
  private static func names(_ list: String) -> [String] {
    func trimmed(_ text: Substring) -> Substring {
      let start = text.drop { $0.isWhitespace }
      guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
      return start[...last]
    }
    if trimmed(list[...]).isEmpty { return [] }
    return list.split(separator: ",", omittingEmptySubsequences: false)
      .map { String(trimmed($0)) }
  }
}
