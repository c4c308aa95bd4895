import ClusterSimulation
import Findings
import Foundation
import KafkaModel
import Scenario
import Testing

struct ComparisonTests {
  private let expectation = Scenario.Expectation(
    figure: .acked, subject: .estate, bound: .atMost(.count(3)), mark: .none)

  /// `lost` acknowledged records are in no log.
  private func result(seed: UInt64, kept: Int, lost: Int = 0) -> SeedResult {
    var run = RunFixture()
    for number in 0..<kept { run.succeed(at: Int64(number) * 100) }
    for number in 0..<lost {
      let record = run.send(at: 5_000 + Int64(number) * 100)
      run.acknowledge(record, at: 5_005 + Int64(number) * 100, offset: Int64(kept + number), by: 1)
    }
    var record = run.record
    record.seed = seed
    var scenario = Scenario(kafkaVersion: KafkaVersion(3, 9, 1), runFor: .time(.zero))
    scenario.expectations = [expectation]
    return SeedResult(
      Report(record, of: scenario, file: "drill.json5", variation: "", replay: ""),
      isCompared: true)
  }

  /// Every run of spaces as one.
  private func squeezed(_ text: String) -> String {
    text.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
      .joined(separator: "\n") + "\n"
  }

  private func variant(_ name: String, _ results: [SeedResult]) -> Comparison.Variant {
    Comparison.Variant(
      name: name,
      spread: Spread(results, of: [expectation], file: "drill.json5", variation: name))
  }

  private func row(_ name: String, of comparison: Comparison, against variant: Int = 0)
    -> PairedDifference?
  {
    comparison.differences[variant].first { $0?.figure.name == name } ?? nil
  }

  @Test func `variants stand side by side, what fails below`() {
    let comparison = Comparison(
      files: ["drill.json5"],
      variants: [
        variant("acks=1", [result(seed: 1, kept: 2, lost: 1)]),
        variant("acks=all", [result(seed: 1, kept: 4)]),
      ])
    let text = comparison.text(.plain)
    #expect(text.contains("  A  acks=1\n  B  acks=all\n"))
    let words = squeezed(text)
    #expect(words.contains("\nacknowledged 3 4\n"))
    #expect(words.contains("\nacknowledged and lost 1 0\n"))
    #expect(words.contains("\nFAIL acked B\n"))
    #expect(words.contains("\nacknowledged and lost -1\n"))
    #expect(text.contains("One seed shows what can happen"))
    #expect(!comparison.holds)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func `the longest silence is told with its steps, and that there is none`() {
    let report = Report(
      RunFixture.lostTail().record,
      of: Scenario(kafkaVersion: KafkaVersion(3, 9, 1), runFor: .time(.zero)), file: "d",
      variation: "", replay: "")
    let silent = SeedResult(report, isCompared: true)
    let comparison = Comparison(
      files: ["d"],
      variants: [
        Comparison.Variant(name: "a", spread: Spread([silent], of: [], file: "d", variation: "a")),
        variant("b", [result(seed: silent.seed, kept: 2)]),
      ])
    let text = squeezed(comparison.text(.plain))
    // The last acknowledgement before the kill, and the first one after it.
    #expect(text.contains("no acknowledgement for 8.595s, from 0.905 s until 9.500 s"))
    #expect(text.contains("\n- step 'kill' at 1.000 s\n"))
    #expect(text.contains("\nB: nothing was silent for longer than a second\n"))
  }

  @Test func `rows of what a drill does not have are left out`() {
    let comparison = Comparison(
      files: ["d"], variants: [variant("", [result(seed: 1, kept: 2)])])
    let names = comparison.figures.map(\.name)
    #expect(names.contains("lost") && names.contains("duplicated"))
    #expect(!names.contains("skipped") && !names.contains("failed"))
    #expect(!names.contains("recoveryTime"))
  }

  @Test func `differences are taken seed by seed`() throws {
    // Every seed loses one record less, though the spreads of both overlap.
    let seeds = UInt64(1)...20
    let comparison = Comparison(
      files: ["d"],
      variants: [
        variant("a", seeds.map { result(seed: $0, kept: 1, lost: Int($0)) }),
        variant("b", seeds.map { result(seed: $0, kept: 1, lost: Int($0) - 1) }),
      ])
    let lost = try #require(row("lost", of: comparison))
    #expect(lost.verdict == .surely)
    #expect((lost.lower, lost.higher, lost.pairs) == (20, 0, 20))
    #expect(lost.median == .by(-1))
    #expect(lost.interval == .by(-1) ... .by(-1))
    #expect(try #require(row("duplicated", of: comparison)).verdict == .same)
    let text = squeezed(comparison.text(.plain))
    #expect(text.contains("\nacknowledged and lost 10 [1, 20] 9 [0, 19]\n"))
    #expect(text.contains("\nacknowledged and lost 20 of 20 0 of 20 -1 -1 .. -1\n"))
  }

  @Test func `a difference in some seeds only is found though the median is none`() throws {
    let seeds = UInt64(1)...40
    let comparison = Comparison(
      files: ["d"],
      variants: [
        variant("a", seeds.map { result(seed: $0, kept: 1, lost: $0 <= 15 ? 1 : 0) }),
        variant("b", seeds.map { result(seed: $0, kept: 1) }),
      ])
    let lost = try #require(row("lost", of: comparison))
    #expect(lost.median == .by(0))
    #expect(lost.verdict == .surely)
  }

  @Test func `few seeds prove nothing, and differences to both sides are chance`() throws {
    func verdict(_ lost: [(Int, Int)]) throws -> PairedDifference.Verdict {
      let comparison = Comparison(
        files: ["d"],
        variants: [
          variant("a", lost.enumerated().map { result(seed: UInt64($0), kept: 1, lost: $1.0) }),
          variant("b", lost.enumerated().map { result(seed: UInt64($0), kept: 1, lost: $1.1) }),
        ])
      return try #require(row("lost", of: comparison)).verdict
    }
    #expect(try verdict(Array(repeating: (1, 0), count: 5)) == .tooFewSeeds)
    #expect(try verdict(Array(repeating: (1, 0), count: 6)) == .probably)
    #expect(try verdict((0..<20).map { $0 % 2 == 0 ? (1, 0) : (0, 1) }) == .undecided)
  }

  @Test func `many variants are all named, and no line is too wide`() {
    let variants = (0..<9).map { number in
      variant(
        "v\(number)",
        [
          result(seed: 1, kept: 1), result(seed: 2, kept: 2 + number),
          result(seed: 3, kept: 3 + number),
        ])
    }
    let lines = Comparison(files: ["d"], variants: variants).text(.plain).split(separator: "\n")
    for letter in ["A", "B", "I"] {
      #expect(lines.contains { $0.split(separator: " ").contains(Substring(letter)) })
    }
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test func `the object for programs has every seed's values and every pair`() throws {
    let comparison = Comparison(
      files: ["d"],
      variants: [
        variant("a", [result(seed: 1, kept: 1), result(seed: 2, kept: 2)]),
        variant("b", [result(seed: 1, kept: 1), result(seed: 2, kept: 3)]),
      ])
    var writer = JSONWriter()
    comparison.write(to: &writer)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(writer.text.utf8)) as? [String: Any])
    let variants = try #require(object["variants"] as? [[String: Any]])
    let figures = try #require(variants[1]["figures"] as? [String: [String: Any]])
    #expect(figures["acknowledged"]?["bySeed"] as? [Int] == [1, 3])
    let pairs = try #require(object["comparisons"] as? [[String: Any]])
    #expect(pairs.map { $0["variant"] as? String } == ["b"])
    let first = try #require((pairs[0]["figures"] as? [[String: Any]])?.first)
    #expect(first["figure"] as? String == "sent")
    #expect(first["verdict"] as? String == "too few seeds")
    #expect(first["medianDifference"] as? Int == 0)
  }

  @Test func `rows have names and titles of their own`() {
    #expect(Set(ComparedFigure.all.map(\.name)).count == ComparedFigure.all.count)
    #expect(Set(ComparedFigure.all.map(\.title)).count == ComparedFigure.all.count)
    #expect(ComparedFigure.all.allSatisfy { $0.title.count <= 24 })
  }

  @Test func `a lost tail has a recovery point, and a silent partition a recovery time`() throws {
    let report = Report(
      RunFixture.lostTail().record,
      of: Scenario(kafkaVersion: KafkaVersion(3, 9, 1), runFor: .time(.zero)), file: "d",
      variation: "", replay: "")
    func value(_ name: String) throws -> FigureValue {
      try #require(ComparedFigure.all.first { $0.name == name }).value(in: report)
    }
    // Records 8 and 9 of the fixture, sent at 0.8 s and 0.9 s and acknowledged 5 ms later, are lost.
    #expect(try value("recoveryPoint") == .time(105_000_000))
    // Killed at 1.0 s, acknowledged again at 9.5 s.
    #expect(try value("recoveryTime") == .time(8_500_000_000))
    #expect(try value("catchUp") == .none(.nothingToMeasure))
    guard case .thousandths(let rate) = try value("throughput") else {
      Issue.record("a throughput is records each second")
      return
    }
    #expect(rate % 100 == 0 && rate > 0)
  }
}
