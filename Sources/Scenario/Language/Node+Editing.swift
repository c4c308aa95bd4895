extension Node {
  /// This tree with one edit made: the value at its path replaced, added, or with null taken away.
  func applying(_ edit: Scenario.Edit, file: String) throws(ScenarioError) -> Node {
    var editor = Editor(edit: edit, file: file)
    return try editor.replaced(self, edit.path[...], inConfig: false) ?? self
  }

  private struct Editor {
    let edit: Scenario.Edit
    let file: String

    func failure(_ rest: Substring, _ wanted: String) -> ScenarioError {
      ScenarioError(
        file: file, place: edit.mark.place,
        kind: .badValue(
          edit.path, what: "a path in this file (it fails at '\(rest)')", wanted: wanted))
    }

    /// The node with the rest of the path followed; nil takes it away.
    mutating func replaced(
      _ node: Node, _ rest: Substring, inConfig: Bool
    ) throws(ScenarioError) -> Node? {
      if rest.isEmpty { return edit.value.isNull ? nil : edit.value }
      var node = node
      switch node.value {
      case .object(let members):
        node.value = .object(try replaced(members, rest, inConfig: inConfig))
      case .array(let elements):
        node.value = .array(try replaced(elements, rest))
      case .string, .number, .bool, .null:
        throw failure(rest, "a path that ends there: it is \(node.kindName)")
      }
      return node
    }

    private mutating func replaced(
      _ members: [Node.Member], _ rest: Substring, inConfig: Bool
    ) throws(ScenarioError) -> [Node.Member] {
      var members = members
      if let index = longestMatch(members, rest) {
        let key = members[index].key
        let next = try replaced(
          members[index].value, after(rest.dropFirst(key.count)), inConfig: Self.isConfig(key))
        if let next { members[index].value = next } else { members.remove(at: index) }
        return members
      }
      guard let end = rest.firstIndex(where: { $0 == "." || $0 == "[" }), !inConfig else {
        if !edit.value.isNull {
          members.append(
            Node.Member(key: String(rest), keyPlace: edit.mark.place, value: edit.value))
        }
        return members
      }
      guard rest[end] == ".", end > rest.startIndex else {
        throw failure(rest, "a key of an object, such as producers[0].config.acks")
      }
      let key = String(rest[..<end])
      let child = try replaced(
        Node(.object([]), at: edit.mark.place), after(rest[end...]), inConfig: Self.isConfig(key))
      if let child {
        members.append(Node.Member(key: key, keyPlace: edit.mark.place, value: child))
      }
      return members
    }

    /// Objects whose keys are Kafka's, dots and all.
    private static func isConfig(_ key: String) -> Bool { key == "config" || key == "settings" }

    /// Keys may hold dots ("min.insync.replicas"), so the longest key that fits is meant.
    private func longestMatch(_ members: [Node.Member], _ rest: Substring) -> Int? {
      var best: Int?
      for (index, member) in members.enumerated() where !member.key.isEmpty {
        guard rest.hasPrefix(member.key) else { continue }
        let next = rest.dropFirst(member.key.count).first
        guard next == nil || next == "." || next == "[" else { continue }
        if best.map({ members[$0].key.count < member.key.count }) ?? true { best = index }
      }
      return best
    }

    private func after(_ rest: Substring) -> Substring {
      rest.first == "." ? rest.dropFirst() : rest
    }

    private mutating func replaced(
      _ elements: [Node], _ rest: Substring
    ) throws(ScenarioError) -> [Node] {
      let word: Substring
      let after: Substring
      if rest.first == "[", let close = rest.firstIndex(of: "]") {
        word = rest[rest.index(after: rest.startIndex)..<close]
        after = rest[rest.index(after: close)...]
      } else if let name = Node(.array(elements)).name(before: rest) {
        word = rest.prefix(name.count)
        after = rest.dropFirst(name.count)
      } else {
        throw failure(rest, "[number] or a name after a list")
      }
      let index =
        DrillReader.plainNumber(word).map(Int.init)
        ?? elements.firstIndex { $0.pathName == String(word) }
      guard let index, elements.indices.contains(index) else {
        throw failure(
          rest, "a number below \(elements.count) or the name of one of the \(elements.count)")
      }
      var elements = elements
      let next = try replaced(
        elements[index], self.after(after), inConfig: false)
      if let next { elements[index] = next } else { elements.remove(at: index) }
      return elements
    }
  }
}
