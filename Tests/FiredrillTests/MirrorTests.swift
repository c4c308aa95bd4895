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

  /// `MirrorCheckpointConnector` looks for groups every `refresh.groups.interval.seconds`: ten minutes.
  @Test func `says why a group that moves to the target reads all again`() throws {
    let outcome = try Drill(
      """
      { kafkaVersion: "3.9", runFor: "30s", clusters: { a: { brokers: 3 }, b: { brokers: 3 } },
        topics: { "a/orders": {} }, producers: [ { name: "shop", to: "a/orders", rate: "20/s" } ],
        groups: [
          { name: "here", reads: "a/orders", config: { "auto.offset.reset": "earliest" } },
          { name: "there", reads: "b/a.orders", start: "25s",
            config: { "group.id": "here", "auto.offset.reset": "earliest" } } ],
        mirrors: [ { name: "m", source: "a", target: "b", placement: "P1" } ],
        steps: [ { at: "20s", do: "kill", target: "here/a" } ] }
      """
    ).run(seed: 1)
    let move = try #require(outcome.group("there")?.move)
    #expect(move.from == ["here"] && move.again > 300 && move.missed == 0)
    #expect(move.causes.last?.contains("did not find here") == true)
    #expect(
      move.remedy == "a shorter refresh.groups.interval.seconds than 600 finds a new group sooner")
  }

  /// `WorkerConnector.suspend`; KIP-745 (3.0): tasks that are restarted with their connector are RESTARTING in between.
  @Test(arguments: [(true, "RESTARTING"), (false, "RUNNING")])
  func `shows by Connect's states what a user asks of it by REST`(
    restartsTasks: Bool, between: String
  ) throws {
    let drill = try Drill(
      """
      { kafkaVersion: "3.9", runFor: "35s", clusters: { a: { brokers: 3 }, b: { brokers: 3 } },
        topics: { "a/orders": { partitions: 2 } },
        producers: [ { name: "shop", to: "a/orders", rate: "20/s" } ],
        mirrors: [ { name: "m", source: "a", target: "b", placement: "P1", tasksStartIn: "500ms",
          behaviour: { "KIP-745": \(restartsTasks) } } ],
        steps: [
          { at: "15s", do: "pauseConnector", connector: "m/source" },
          { at: "20s", do: "resumeConnector", connector: "m/source" },
          { at: "25s", do: "restartConnector", connector: "m/source", tasks: true } ],
        expect: [
          { connectorState: "m/source", at: "14s", equals: "RUNNING" },
          { connectorState: "m/source", at: "17s", equals: "PAUSED" },
          { taskState: "m/source", at: "17s", equals: "PAUSED" },
          { connectorState: "m/source", at: "22s", equals: "RUNNING" },
          { taskState: "m/source", at: "25.3s", equals: "\(between)" },
          { connectorState: "m/source", at: "30s", equals: "RUNNING" },
          { taskState: "m/source", at: "30s", equals: "RUNNING" },
          { mirrorLost: "m", equals: 0 } ] }
      """)
    let outcome = drill.run(seed: 1)
    let holds = outcome.holds
    #expect(holds, "\(outcome.report)")
  }
}
