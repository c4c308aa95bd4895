import Scenario

extension Node {
  /// The path of the part of a text in which a place lies: keys after dots, elements of lists by their names or
  /// numbers in brackets. Empty for the text itself.
  func path(of place: Place) -> String {
    switch value {
    case .object(let members):
      guard let member = members.last(where: { $0.keyPlace <= place }) else { return "" }
      let inner = member.value.place <= place ? member.value.path(of: place) : ""
      return member.key + Self.joint(before: inner) + inner
    case .array(let elements):
      guard let index = elements.lastIndex(where: { $0.place <= place }) else { return "" }
      let inner = elements[index].path(of: place)
      return "[\(elements[index].name ?? "\(index)")]" + Self.joint(before: inner) + inner
    case .string, .number, .bool, .null:
      return ""
    }
  }

  private static func joint(before path: String) -> String {
    path.isEmpty || path.hasPrefix("[") ? "" : "."
  }

  private var name: String? {
    guard case .object(let members) = value,
      case .string(let name)? = members.first(where: { $0.key == "name" })?.value.value
    else { return nil }
    return name
  }
}
