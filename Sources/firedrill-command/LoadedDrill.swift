import ClusterSimulation
import Findings
import Scenario

/// A drill that is ready to run.
struct LoadedDrill: Sendable {
  var file: String
  /// The variation's name; empty if the file does not vary.
  var variation: String
  var scenario: Scenario
  var plan: Plan
  var settings: [PlanCompiler.SettingUse]

  /// The line that runs it again with a seed.
  func replay(seed: UInt64) -> String {
    "firedrill run \(Self.quoted(file))"
      + (variation.isEmpty ? "" : " --variant \(Self.quoted(variation))") + " --seed \(seed)"
  }

  /// As a shell takes it for one word.
  static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: ","):
        true
      default: false
      }
    }
    if plain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "'\\''") + "'"
  }

  /// Every drill of a file, after `edit` has had its way with the file's tree.
  static func load(
    _ file: String, editing edit: (Node) throws(LoadError) -> Node
  ) throws(LoadError) -> [LoadedDrill] {
    let bytes: [UInt8]
    do { bytes = try DrillFiles.read(file) } catch { throw .unreadable(error.description) }
    var drills: [Scenario.Drill]
    do {
      let root = try Reader.read(bytes, file: file)
      drills = try Scenario.drills(root, file: file)
      let edited = try edit(root)
      if edited != root { drills = try Scenario.drills(edited, file: file) }
    } catch let error as ScenarioError {
      throw .drill(error)
    } catch let error as LoadError {
      throw error
    } catch {
      preconditionFailure("reading a drill throws nothing else: \(error)")
    }
    var loaded: [LoadedDrill] = []
    for drill in drills {
      let files = try namedFiles(of: drill.scenario, file: file)
      var compiler = PlanCompiler(drill.scenario, file: file, files: files)
      do {
        let plan = try compiler.compile()
        loaded.append(
          LoadedDrill(
            file: file, variation: drill.name, scenario: drill.scenario, plan: plan,
            settings: compiler.settings))
      } catch {
        throw .drill(error)
      }
    }
    return loaded
  }

  static func load(_ file: String) throws(LoadError) -> [LoadedDrill] {
    try load(file, editing: { node throws(LoadError) in node })
  }

  /// The properties files that a drill names; they lie beside the drill file or below it.
  private static func namedFiles(
    of scenario: Scenario, file: String
  ) throws(LoadError) -> [PlanCompiler.DrillFile] {
    var named: [(name: String, mark: Scenario.Mark)] = []
    for cluster in scenario.clusters {
      if let name = cluster.properties { named.append((name, cluster.mark)) }
      for member in cluster.brokers + cluster.controllers {
        if let name = member.properties { named.append((name, member.mark)) }
      }
    }
    for producer in scenario.producers {
      if let name = producer.properties { named.append((name, producer.mark)) }
    }
    for group in scenario.groups {
      if let name = group.properties { named.append((name, group.mark)) }
      for member in group.members {
        if let name = member.properties { named.append((name, member.mark)) }
      }
    }
    for connect in scenario.connect {
      if let name = connect.properties { named.append((name, connect.mark)) }
    }
    for mirror in scenario.mirrors {
      if let name = mirror.properties { named.append((name, mirror.mark)) }
    }
    let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    var files: [PlanCompiler.DrillFile] = []
    for (name, mark) in named where !files.contains(where: { $0.name == name }) {
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      guard !name.isEmpty, !name.hasPrefix("/"), !parts.contains("..") else {
        throw .drill(
          ScenarioError(
            file: file, place: mark.place,
            kind: .badValue(
              name, what: "a file beside this one",
              wanted: "a name without '/' at its front or '..'")
          ))
      }
      do {
        files.append(PlanCompiler.DrillFile(name: name, bytes: try DrillFiles.read(folder + name)))
      } catch {
        throw .drill(
          ScenarioError(file: file, place: mark.place, kind: .contradiction(error.description)))
      }
    }
    return files
  }
}

/// Why a drill cannot run.
enum LoadError: Error {
  case unreadable(String)
  case drill(ScenarioError)
  case usage(UsageError)

  /// Says it on standard error.
  func complain() {
    switch self {
    case .unreadable(let sentence): Terminal.complain(sentence)
    case .drill(let error): Terminal.complain(at: error.description)
    case .usage(let error): Terminal.complain(error.description)
    }
  }
}

extension [LoadedDrill] {
  /// What `--variant` may name; empty if the file does not vary.
  var variationNames: [String] { map(\.variation).filter { !$0.isEmpty } }
}
