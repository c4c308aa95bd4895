import Findings
import Firedrill
import Scenario
import Testing

@Suite("The public lists")
struct NamesTests {
  @Test func `have every figure of the language`() {
    #expect(
      Firedrill.Scenario.Figure.allCases.map(\.rawValue)
        == WrittenScenario.Figure.allCases.map(\.rawValue))
  }

  @Test func `have every request that a step can name`() {
    #expect(
      Firedrill.Scenario.Message.API.allCases.map(\.rawValue)
        == WrittenScenario.Message.API.allCases.map(\.rawValue))
  }

  @Test func `have every kind of anomaly`() {
    #expect(
      Firedrill.Anomaly.Kind.allCases.map(\.rawValue)
        == Findings.Anomaly.Kind.allCases.map(\.rawValue)
        + ReadingAnomaly.Kind.allCases.map(\.rawValue)
        + MirrorAnomaly.Kind.allCases.map(\.rawValue))
  }
}
