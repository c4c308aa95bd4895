import KafkaModel

/// What is typed to vary a drill: a setting or a path of the file, and the values to try.
package struct TypedAxis: Hashable, Sendable {
  package var key: String
  package var values: [String]

  /// Of `KEY=a,b`; nil for anything else. Commas inside of quotes and brackets belong to a value.
  package init?(_ typed: String) {
    guard let sign = typed.firstIndex(of: "="), sign > typed.startIndex else { return nil }
    key = String(typed[..<sign])
    values = Self.split(typed[typed.index(after: sign)...])
    guard values.allSatisfy({ !$0.isEmpty }) else { return nil }
  }

  private static func split(_ list: Substring) -> [String] {
    var values = [""]
    var depth = 0
    var quote: Character?
    for letter in list {
      switch letter {
      case "\"", "'":
        if quote == nil { quote = letter } else if quote == letter { quote = nil }
      case "[", "{", "(": depth += quote == nil ? 1 : 0
      case "]", "}", ")": depth -= quote == nil ? 1 : 0
      case _: break
      }
      if letter == ",", depth <= 0, quote == nil {
        values.append("")
      } else {
        values[values.count - 1].append(letter)
      }
    }
    return values
  }

  /// The values as a drill file would have them: numbers, lists and words of JSON5, anything else a text.
  fileprivate var nodes: [(name: String, node: Node)] {
    values.map { value in
      let node = try? Reader.read(Array(value.utf8), file: "--vary")
      return ("\(key)=\(value)", Node(node?.value ?? .string(value)))
    }
  }
}

extension Node {
  /// This file with every combination of the axes' values instead of what it varies itself; the last axis changes fastest.
  package func varied(by axes: [TypedAxis]) throws(UnknownPath) -> Node {
    guard !axes.isEmpty, case .object(let members) = value else { return self }
    var variations: [(name: String, edits: [Node.Member])] = [("", [])]
    for axis in axes {
      guard axis.key != "seed" else {
        throw UnknownPath(
          "'seed' is no difference between variants: every one runs with the same seeds, those of "
            + "--seeds", "any other key")
      }
      let paths = try paths(of: axis.key)
      var longer: [(name: String, edits: [Node.Member])] = []
      for start in variations {
        for (name, node) in axis.nodes {
          var edits = start.edits
          for path in paths {
            edits.append(Node.Member(key: path, value: node))
            if let other = Self.alternative(to: path) {
              edits.append(Node.Member(key: other, value: Node(.null)))
            }
          }
          longer.append(((start.name.isEmpty ? "" : start.name + ", ") + name, edits))
        }
      }
      variations = longer
    }
    let vary = Node(
      .array(
        variations.map { variation in
          Node(
            .object([
              Node.Member(key: "name", value: Node(.string(variation.name))),
              Node.Member(key: "set", value: Node(.object(variation.edits))),
            ]))
        }))
    return Node(
      .object(members.filter { $0.key != "vary" } + [Node.Member(key: "vary", value: vary)]),
      at: place)
  }

  /// A link has one of the two: who sets one takes the other away.
  private static func alternative(to path: String) -> String? {
    guard path.hasPrefix("links") else { return nil }
    if path.hasSuffix(".rtt") { return path.dropLast(3) + "latency" }
    if path.hasSuffix(".latency") { return path.dropLast(7) + "rtt" }
    return nil
  }

  // MARK: Paths.

  /// Keys that stand for themselves in every element of a section.
  private static let shorthands = [(key: "placement", section: "mirrors")]

  /// Sections whose elements have a `config`, and of what.
  private static let configured: [(section: String, catalog: SettingCatalog)] = [
    ("producers", .producer), ("groups", .consumer), ("topics", .topic), ("clusters", .broker),
  ]

  /// Where in this file a key stands: a setting in each `config` that may have it, otherwise one path.
  func paths(of key: String) throws(UnknownPath) -> [String] {
    let top = String(key.prefix { $0 != "." && $0 != "[" })
    if top != key, let section = self[top] {
      return try paths(of: key, in: top, section)
    }
    if let shorthand = Self.shorthands.first(where: { $0.key == key }) {
      let paths = elements(of: shorthand.section).map { "\($0).\(key)" }
      guard paths.isEmpty else { return paths }
      throw UnknownPath(
        "the drill has no \(shorthand.section), of which '\(key)' is a key", allowed)
    }
    if top != key, Section.scenario.keys.contains(top) {
      throw UnknownPath("the drill has no \(top)", allowed)
    }
    // Clients before topics before brokers: where several know a setting, the innermost one counts.
    let known = Self.configured.filter { $0.catalog.definition(of: key) != nil }
    let clients = known.filter { $0.catalog == .producer || $0.catalog == .consumer }
    for sections in [clients] + known.map({ [$0] }) {
      let paths = sections.flatMap { elements(of: $0.section) }.map { "\($0).config.\(key)" }
      if !paths.isEmpty { return paths }
    }
    if self[key] != nil || Section.scenario.keys.contains(key) { return [key] }
    throw UnknownPath(
      known.isEmpty
        ? "there is no setting or path '\(key)'" + suggestion(for: key)
        : "the drill has no \(known[0].section), whose setting '\(key)' is",
      allowed)
  }

  /// A path below a section: an element by number or name, then a key, or a setting without `config` before it.
  private func paths(
    of key: String, in top: String, _ section: Node
  ) throws(UnknownPath) -> [String] {
    let rest = key.dropFirst(top.count)
    guard let configured = Self.configured.first(where: { $0.section == top }) else {
      try checkName(rest, in: top, section)
      return [key]
    }
    if rest.first == ".", configured.catalog.definition(of: String(rest.dropFirst())) != nil,
      section.name(before: rest.dropFirst()) == nil
    {
      return elements(of: top).map { "\($0).config.\(rest.dropFirst())" }
    }
    try checkName(rest, in: top, section)
    guard rest.first == ".", let name = section.name(before: rest.dropFirst()) else { return [key] }
    let setting = rest.dropFirst(name.count + 2)
    guard configured.catalog.definition(of: String(setting)) != nil else { return [key] }
    return ["\(top).\(name).config.\(setting)"]
  }

  private func checkName(
    _ rest: Substring, in top: String, _ section: Node
  ) throws(UnknownPath) {
    guard rest.first == ".", section.name(before: rest.dropFirst()) == nil else { return }
    let names = section.names
    guard !names.isEmpty else { return }
    // Names may hold dots: the longest piece that could be one is what was meant.
    let word = String(rest.dropFirst().prefix { $0 != "." && $0 != "[" })
    throw UnknownPath(
      "'\(word)' is no name in \(top)" + Nearest.suggestion(for: word, in: names),
      names.joined(separator: ", "))
  }

  /// The names of an object's members or a list's elements.
  var names: [String] {
    switch value {
    case .object(let members): members.map(\.key)
    case .array(let elements): elements.compactMap(\.pathName)
    case .string, .number, .bool, .null: []
    }
  }

  /// The name that a path begins with: the longest that fits.
  func name(before path: Substring) -> String? {
    names.filter { name in
      guard !name.isEmpty, path.hasPrefix(name) else { return false }
      let next = path.dropFirst(name.count).first
      return next == nil || next == "." || next == "["
    }.max { $0.count < $1.count }
  }

  /// What a path calls an element of a list: its name, or the two ends of a link.
  var pathName: String? {
    if let name = self["name"]?.string { return name }
    guard let ends = self["between"]?.elements?.compactMap(\.string), ends.count == 2 else {
      return nil
    }
    return ends.joined(separator: "-")
  }

  private func elements(of section: String) -> [String] {
    switch self[section]?.value {
    case .object(let members): members.map { "\(section).\($0.key)" }
    case .array(let elements): elements.indices.map { "\(section)[\($0)]" }
    case .string, .number, .bool, .null, nil: []
    }
  }

  // MARK: What was meant.

  private func suggestion(for key: String) -> String {
    var nearest = NearestName(to: key)
    for catalog in SettingCatalog.allCases {
      if let name = catalog.nearestKey(to: key) { nearest.consider(name) }
    }
    for path in knownPaths { nearest.consider(path) }
    return nearest.best.map { "; did you mean '\($0)'?" } ?? ""
  }

  private var allowed: String {
    "a setting of producers, consumers, topics or brokers, or SECTION.NAME.KEY of the file"
      + examples
  }

  /// Two paths that this file has.
  private var examples: String {
    let paths = knownPaths.filter { path in
      Section.step.contains { path.hasSuffix($0) } || path.hasPrefix("links")
    }.prefix(2)
    return paths.isEmpty ? "" : ", such as " + paths.joined(separator: " or ")
  }

  /// Every `section.name.key` of this file.
  private var knownPaths: [String] {
    (members ?? []).flatMap { section -> [String] in
      let named: [(String, Node)]
      switch section.value.value {
      case .object(let members): named = members.map { ($0.key, $0.value) }
      case .array(let elements):
        named = elements.compactMap { node in node.pathName.map { ($0, node) } }
      case .string, .number, .bool, .null: return [section.key]
      }
      return named.flatMap { name, node in
        (node.members ?? []).map { "\(section.key).\(name).\($0.key)" }
      }
    }
  }
}

extension Section {
  /// Ends of paths that are good examples of what can vary in a step.
  fileprivate static let step = [".for", ".at", ".target"]
}

/// A key that is typed to vary a drill and names nothing in it.
package struct UnknownPath: Error, Hashable, CustomStringConvertible {
  package var description: String

  init(_ sentence: String, _ allowed: String) { description = "\(sentence) (allowed: \(allowed))" }
}
