import Firedrill
import Testing

@Suite("A mirror built in Swift")
struct MirrorTests {
  @Test func `says the same as the text that a person writes`() throws {
    var scenario = Billing.scenario
    scenario.clusters.append(.init("copy", brokers: 1))
    var mirror = Scenario.Mirror(
      "east", from: "lab", to: "copy", placement: .p2, workers: 2,
      settings: ["lab->copy.tasks.max": "2"])
    mirror.start = .when(.at(.seconds(1)))
    scenario.mirrors = [mirror]
    scenario.steps = [
      .init("kill", at: .seconds(3), .kill(.connectLeader(of: "east"))),
      .init(
        "follow", at: .seconds(4), .pause(.connectFollower(of: "east"), .worker("a", of: "east"))),
      .init(
        "run", at: .seconds(4), .restart(.connector("east/source"), .task(0, of: "east/source"))),
      .init("stop", at: .seconds(5), .stopMirror("east")),
      .init("start", at: .seconds(6), .startMirror("east")),
      .init("again", at: .seconds(7), .restartConnector("east/source", tasks: true)),
      .init("task", at: .seconds(7), .restartTask(1, of: "east/source")),
      .init("hold", at: .seconds(8), .pauseConnector("east/checkpoint")),
      .init("go", at: .seconds(9), .resumeConnector("east/checkpoint")),
      .init("away", at: .seconds(9), .deleteTopic("lab/orders")),
      .init("all", at: .seconds(9), .stop(.workers(of: "east"))),
    ]
    #expect(try Scenario(text: scenario.text) == scenario)
    #expect(try Drill(scenario).scenario == scenario)
    #expect(scenario.text.contains(#"placement: "P2""#))
  }
}
