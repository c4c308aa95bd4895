import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import Testing

struct SpreadTests {
  private let expectation = Scenario.Expectation(
    figure: .acked, subject: .estate, bound: .atMost(.count(3)), mark: .none)

  private func result(seed: UInt64, records: Int) -> SeedResult {
    var run = RunFixture()
    for number in 0..<records { run.succeed(at: Int64(number) * 100) }
    var record = run.record
    record.seed = seed
    record.fingerprint = seed &* 31
    var scenario = Scenario(kafkaVersion: KafkaVersion(3, 9, 1), runFor: .time(.zero))
    scenario.expectations = [expectation]
    return SeedResult(
      Report(record, of: scenario, file: "drill.json5", variation: "", replay: ""))
  }

  private func spread(_ results: [SeedResult]) -> Spread {
    Spread(results, of: [expectation], file: "drill.json5", variation: "")
  }

  @Test func `a figure's spread is its least, middle and largest value over the seeds`() {
    let spread = spread([(1, 3), (2, 1), (3, 5), (4, 4)].map { result(seed: $0, records: $1) })
    let range = spread.rows[0].range
    #expect([range?.least, range?.median, range?.most] == [.count(1), .count(3), .count(5)])
    #expect(spread.rows[0].failures == 2)
    #expect(spread.firstFailure == 3)
    #expect(!spread.holds)
    #expect(spread.text(.plain).contains("2 of 4 seeds fail; the first is 3"))
  }

  @Test func `the order in which runs end does not matter`() {
    let results = [(1, 3), (2, 1), (3, 5)].map { result(seed: $0, records: $1) }
    let one = spread(results)
    let other = spread(results.reversed())
    #expect(one.text(.plain) == other.text(.plain))
    #expect(one.fingerprint == other.fingerprint)
  }
}
