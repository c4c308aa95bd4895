import Scenario

extension Node {
  /// The path of what begins at a place: keys after dots, elements of lists by their names or places in brackets.
  func path(of place: Place) -> String? {
    if self.place == place { return "" }
    switch value {
    case .object(let members):
      for member in members {
        let inner = member.keyPlace == place ? "" : member.value.path(of: place)
        guard let inner else { continue }
        return inner.isEmpty || inner.hasPrefix("[")
          ? member.key + inner : "\(member.key).\(inner)"
      }
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        guard let inner = element.path(of: place) else { continue }
        let name = "[\(element.name ?? "\(index)")]"
        return inner.isEmpty || inner.hasPrefix("[") ? name + inner : "\(name).\(inner)"
      }
    case .string, .number, .bool, .null: break
    }
    return nil
  }

  private var name: String? {
    guard case .object(let members) = value,
      case .string(let name)? = members.first(where: { $0.key == "name" })?.value.value
    else { return nil }
    return name
  }
}
