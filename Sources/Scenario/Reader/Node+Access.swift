extension Node {
  /// What stands under `key`, or nil if this is no object or has no such member.
  package subscript(key: String) -> Node? {
    guard case .object(let members) = value else { return nil }
    for member in members where member.key == key { return member.value }
    return nil
  }

  /// The element at `index`, or nil if this is no array or is shorter.
  package subscript(index: Int) -> Node? {
    guard case .array(let elements) = value, elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  package var members: [Member]? {
    if case .object(let members) = value { members } else { nil }
  }

  package var elements: [Node]? {
    if case .array(let elements) = value { elements } else { nil }
  }

  package var string: String? {
    if case .string(let string) = value { string } else { nil }
  }

  package var number: Number? {
    if case .number(let number) = value { number } else { nil }
  }

  /// The exact whole number, or nil for anything else.
  package var integer: Int64? { number?.integer }

  package var double: Double? { number?.double }

  package var bool: Bool? {
    if case .bool(let bool) = value { bool } else { nil }
  }

  package var isNull: Bool { value == .null }

  /// What kind of value this is, in the words of an error sentence.
  package var kindName: String {
    switch value {
    case .object: "an object"
    case .array: "a list"
    case .string: "a text"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }
}
