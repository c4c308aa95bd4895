import Findings
import Scenario

/// `firedrill compare`: the variants of a drill, or of several files, side by side.
struct Compare {
  var options: Invocation.CompareOptions

  /// The sign test's sums are exact, and grow with the seeds.
  private static let mostSeeds = 10_000
  private static let mostVariants = 200

  func perform() async -> ExitCode {
    let drills: [LoadedDrill]
    do throws(LoadError) {
      drills = try load()
    } catch {
      error.complain()
      return .badInput
    }
    let own = drills[0].scenario.seed
    if case .own = options.seeds, drills.contains(where: { $0.scenario.seed != own }) {
      Terminal.complain(
        "the variants name different seeds; all run with seed \(own), that of the first, unless "
          + "--seeds says others")
    }
    let seeds = options.seeds.all(own: own)
    guard seeds.count <= Self.mostSeeds, drills.count <= Self.mostVariants else {
      Terminal.complain(
        "\(drills.count) variants with \(seeds.count) seeds are too many; at most "
          + "\(Self.mostVariants) variants and \(Self.mostSeeds) seeds are compared")
      return .badInput
    }
    let workers = Workers(jobs: options.jobs)
    let (spreads, code) = await run(drills, seeds, workers)
    var pairs: [(Workers.Pair)] = []
    for (drill, spread) in zip(drills, spreads).dropFirst() {
      guard let seed = Comparison.seedOfDivergence(spreads[0], spread) else { continue }
      pairs.append(Workers.Pair(first: drills[0], second: drill, seed: seed))
    }
    let comparison = Comparison(
      files: options.paths,
      variants: zip(names(drills), spreads).map { Comparison.Variant(name: $0, spread: $1) },
      divergences: await workers.divergences(pairs))
    switch options.format {
    case .text: Terminal.print(comparison.text(Terminal.style))
    case .json:
      var writer = JSONWriter()
      comparison.write(to: &writer)
      Terminal.print(writer.text)
    }
    return max(code, comparison.holds ? .allHold : .expectationFailed)
  }

  /// All variants with all seeds; every variant takes the same seeds, so that its draws are the others' too.
  private func run(
    _ drills: [LoadedDrill], _ seeds: [UInt64], _ workers: Workers
  ) async -> ([Spread], ExitCode) {
    let orders = drills.flatMap { drill in seeds.map { Workers.Order(drill: drill, seed: $0) } }
    var code = ExitCode.allHold
    var results: [SeedResult] = []
    await workers.run(orders, keeping: orders.map { _ in .compared }) { index, outcome in
      results.append(outcome.result)
      guard let sentence = outcome.brokenInvariant else { return }
      Terminal.complain(
        "a fault of Firedrill's own: \(sentence)\n  fingerprint "
          + "\(Report.hexadecimal(outcome.result.fingerprint))   replay: "
          + orders[index].drill.replay(seed: orders[index].seed))
      code = .brokenInvariant
    }
    let spreads = drills.enumerated().map { index, drill in
      Spread(
        Array(results[(index * seeds.count)..<((index + 1) * seeds.count)]),
        of: drill.scenario.expectations, file: drill.file, variation: drill.variation)
    }
    return (spreads, code)
  }

  private func load() throws(LoadError) -> [LoadedDrill] {
    var drills: [LoadedDrill] = []
    for path in options.paths {
      do throws(LoadError) {
        drills += try LoadedDrill.load(path) { root throws(LoadError) in
          try varied(root, by: options.axes)
        }
      } catch .drill(let error) where error.place == .none && !options.axes.isEmpty {
        // What has no place in the file was typed.
        throw .usage(UsageError("\(blamed(for: path)): \(error.kind)"))
      }
    }
    return drills
  }

  private func varied(_ root: Node, by axes: [TypedAxis]) throws(LoadError) -> Node {
    do throws(UnknownPath) {
      return try root.varied(by: axes)
    } catch {
      throw .usage(UsageError("--vary: \(error)"))
    }
  }

  /// The first axis that is wrong by itself, or all of them.
  private func blamed(for path: String) -> String {
    let wrong = options.axes.first { axis in
      (try? LoadedDrill.load(path) { root throws(LoadError) in try varied(root, by: [axis]) })
        == nil
    }
    return (wrong.map { [$0] } ?? options.axes).map {
      "--vary \($0.key)=\($0.values.joined(separator: ","))"
    }.joined(separator: " ")
  }

  /// What tells the variants apart: the variation, the file, or both.
  private func names(_ drills: [LoadedDrill]) -> [String] {
    guard options.paths.count > 1 else { return drills.map(\.variation) }
    return drills.map { drill in
      drill.file + (drill.variation.isEmpty ? "" : " [\(drill.variation)]")
    }
  }
}
