import Findings
import KafkaModel
import Scenario

/// `firedrill compare`: the variants of a drill side by side.
struct Compare {
  var options: Invocation.CompareOptions

  func perform() async -> ExitCode {
    let drills: [LoadedDrill]
    do throws(LoadError) {
      drills = try LoadedDrill.load(options.path) { root throws(LoadError) in try varied(root) }
    } catch {
      error.complain()
      return .badInput
    }
    let orders = drills.flatMap { drill in
      options.seeds.all(own: drill.scenario.seed).map { Workers.Order(drill: drill, seed: $0) }
    }
    var outcomes: [Workers.Outcome] = []
    await Workers(jobs: options.jobs).run(
      orders, keeping: orders.map { _ in .figures }, deliver: { outcomes.append($1) })
    var code = ExitCode.allHold
    for (order, outcome) in zip(orders, outcomes) {
      guard let sentence = outcome.brokenInvariant else { continue }
      Terminal.complain(
        "a fault of Firedrill's own: \(sentence)\n  fingerprint "
          + "\(Report.hexadecimal(outcome.result.fingerprint))   replay: "
          + order.drill.replay(seed: order.seed))
      code = .brokenInvariant
    }
    let share = drills.isEmpty ? 0 : outcomes.count / drills.count
    let comparison = Comparison(
      file: options.path,
      variants: drills.enumerated().map { index, drill in
        Spread(
          outcomes[(index * share)..<((index + 1) * share)].map(\.result),
          of: drill.scenario.expectations, file: drill.file, variation: drill.variation)
      })
    switch options.format {
    case .text: Terminal.print(comparison.text(Terminal.style))
    case .json:
      var writer = JSONWriter()
      comparison.write(to: &writer)
      Terminal.print(writer.text)
    }
    return max(code, comparison.holds ? .allHold : .expectationFailed)
  }

  /// The file's tree with `vary` replaced by the axes of the command line, if there are any.
  private func varied(_ root: Node) throws(LoadError) -> Node {
    guard !options.axes.isEmpty, case .object(let members) = root.value else { return root }
    var variations: [(name: String, edits: [Node.Member])] = [("", [])]
    for axis in options.axes {
      let paths = try paths(of: axis.key, in: root)
      var longer: [(name: String, edits: [Node.Member])] = []
      for start in variations {
        for value in axis.values {
          let name = (start.name.isEmpty ? "" : start.name + ", ") + "\(axis.key)=\(value)"
          let node = node(of: value)
          longer.append((name, start.edits + paths.map { Node.Member(key: $0, value: node) }))
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
      at: root.place)
  }

  /// A number, a list or a word as the drill language reads it; anything else is a text.
  private func node(of value: String) -> Node {
    guard let node = try? Reader.read(Array(value.utf8), file: "--vary") else {
      return Node(.string(value))
    }
    return node
  }

  /// Where a setting stands in the file; what is no setting's name is a path already.
  private func paths(of key: String, in root: Node) throws(LoadError) -> [String] {
    if SettingCatalog.producer.definition(of: key) != nil {
      let producers = root["producers"]?.elements ?? []
      return producers.indices.map { "producers[\($0)].config.\(key)" }
    }
    if SettingCatalog.topic.definition(of: key) != nil {
      return (root["topics"]?.members ?? []).map { "topics.\($0.key).config.\(key)" }
    }
    if SettingCatalog.broker.definition(of: key) != nil {
      return (root["clusters"]?.members ?? []).map { "clusters.\($0.key).config.\(key)" }
    }
    let top = key.prefix { $0 != "." && $0 != "[" }
    guard (root.members ?? []).contains(where: { $0.key == top }) else {
      let known = SettingCatalog.allCases.compactMap { $0.nearestKey(to: key) }
      throw .usage(
        .unknown(
          key, what: "setting or path", of: options.path,
          among: known + (root.members ?? []).map(\.key)))
    }
    return [key]
  }
}
