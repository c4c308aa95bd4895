/// The members of one object of the file, known to have no other keys than allowed.
struct Fields {
  let file: String
  let node: Node
  /// What the object is, for sentences: "a topic".
  let what: String

  init(
    _ node: Node, what: String, keys: [String], notModelled: [String], file: String
  ) throws(ScenarioError) {
    guard case .object(let members) = node.value else {
      throw ScenarioError(
        file: file, place: node.place,
        kind: .notAnObject(what: what, found: node.kindName))
    }
    for member in members where !keys.contains(member.key) {
      let kind: ScenarioError.Kind =
        notModelled.contains(member.key)
        ? .notModelled(
          "'\(member.key)' of \(what)",
          instead: keys.isEmpty
            ? "\(what) has no keys so far" : "its keys: " + keys.joined(separator: ", "))
        : .unknownKey(member.key, of: what, known: keys)
      throw ScenarioError(file: file, place: member.keyPlace, kind: kind)
    }
    self.file = file
    self.node = node
    self.what = what
  }

  init(_ node: Node, _ section: Section, file: String) throws(ScenarioError) {
    try self.init(
      node, what: section.rawValue, keys: section.keys, notModelled: section.keysNotModelled,
      file: file)
  }

  subscript(key: String) -> Node? { node[key] }

  var mark: Scenario.Mark { Scenario.Mark(node.place) }

  func required(_ key: String) throws(ScenarioError) -> Node {
    guard let value = node[key] else {
      throw ScenarioError(file: file, place: node.place, kind: .missing(key, of: what))
    }
    return value
  }

  /// The place of the key itself.
  func place(of key: String) -> Place {
    node.members?.first { $0.key == key }?.keyPlace ?? node.place
  }

  /// Of keys that exclude each other, the one that is there.
  func atMostOne(of keys: [String]) throws(ScenarioError) -> (key: String, value: Node)? {
    var found: (key: String, value: Node)?
    for member in node.members ?? [] where keys.contains(member.key) {
      if let first = found {
        throw ScenarioError(
          file: file, place: member.keyPlace,
          kind: .keysDisagree("'\(first.key)' and '\(member.key)' exclude each other in \(what)"))
      }
      found = (member.key, member.value)
    }
    return found
  }

  func exactlyOne(of keys: [String]) throws(ScenarioError) -> (key: String, value: Node) {
    if let found = try atMostOne(of: keys) { return found }
    let names = keys.map { "'\($0)'" }.joined(separator: ", ")
    throw ScenarioError(
      file: file, place: node.place, kind: .keysDisagree("\(what) needs one of \(names)"))
  }

  /// Refuses keys that mean nothing without another one.
  func refuse(_ keys: [String], because reason: String) throws(ScenarioError) {
    for member in node.members ?? [] where keys.contains(member.key) {
      throw ScenarioError(
        file: file, place: member.keyPlace,
        kind: .keysDisagree("'\(member.key)' of \(what) means nothing \(reason)"))
    }
  }
}
