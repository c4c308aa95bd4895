import KafkaModel

/// Collects the members of an object that is to be printed.
struct Members {
  private(set) var all: [Node.Member] = []

  mutating func add(_ key: String, _ node: Node?) {
    if let node { all.append(Node.Member(key: key, value: node)) }
  }

  mutating func add(_ key: String, text: String?) { add(key, text.map { Node(.string($0)) }) }

  mutating func add(_ key: String, whole: Int64?) { add(key, whole.map { Node.whole($0) }) }

  mutating func add(_ key: String, flag: Bool) { if flag { add(key, Node(.bool(true))) } }

  mutating func add(_ key: String, version: KafkaVersion?) {
    add(key, text: version.map { "\($0)" })
  }

  mutating func add(_ key: String, span: TimeSpan?) { add(key, text: span.map { "\($0)" }) }

  mutating func add(_ key: String, range: TimeRange?) {
    guard let range else { return }
    if range.measured.isEmpty {
      add(key, text: "\(range)")
    } else {
      add(key, list: range.measured.map { .text("\($0)") })
    }
  }

  mutating func add(_ key: String, list: [Node]) {
    if !list.isEmpty { add(key, Node(.array(list))) }
  }

  mutating func add(_ key: String, object: Members) {
    if !object.all.isEmpty { add(key, object.node) }
  }

  mutating func append(_ members: Members) { all += members.all }

  var node: Node { Node(.object(all)) }
}

extension Node {
  static func whole(_ value: Int64) -> Node { Node(.number(Number(value))) }

  static func unsigned(_ value: UInt64) -> Node {
    Node(.number(Number(text: String(value), integer: Int64(exactly: value))))
  }

  static func text(_ text: String) -> Node { Node(.string(text)) }
}
