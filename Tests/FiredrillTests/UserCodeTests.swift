import Firedrill
import Testing

@Suite("Code of the test author's")
struct UserCodeTests {
  private func drill(
    _ code: UserCode, _ change: (inout Scenario) -> Void
  ) throws -> Drill {
    var scenario = Billing.scenario
    change(&scenario)
    return try Drill(scenario, code: code)
  }

  @Test(arguments: ["2.8", "3.9", "4.1"] as [Scenario.KafkaVersion])
  func `chooses partitions`(version: Scenario.KafkaVersion) throws {
    var code = UserCode()
    code.addPartitioner("last-for-even") { question in
      let number = question.key.flatMap { Int($0.dropFirst(4)) } ?? 0
      return number.isMultiple(of: 2) ? question.partitionCount - 1 : 0
    }
    let outcome = try drill(code) {
      $0.producers[0].clientVersion = version
      $0.producers[0].config["partitioner.class"] = "last-for-even"
    }.run(seed: 1)
    #expect(try outcome.value(.sent, of: .partition("lab/orders/0")) == .count(1000))
    #expect(try outcome.value(.sent, of: .partition("lab/orders/3")) == .count(1000))
  }

  @Test func `assigns partitions`() throws {
    var code = UserCode()
    code.addAssignor("first-takes-all") { question in
      question.members.indices.map { index in
        index > 0
          ? [] : question.topics.filter { $0.name == "orders" }.flatMap(\.partitions)
      }
    }
    var run = try drill(code) {
      $0.groups[0].config["partition.assignment.strategy"] = "first-takes-all"
    }.start(seed: 1)
    run.run(until: .seconds(15))
    let owned = run.group("billing")?.members.map(\.owned.count).sorted()
    #expect(owned == [0, 4])
    let outcome = run.finish()
    #expect(outcome.group("billing")?.neverDelivered == 0)
  }

  @Test func `that gives a member a partition twice gives it once, as Java does`()
    throws
  {
    var code = UserCode()
    code.addAssignor("twice") { question in
      let all = question.topics.filter { $0.name == "orders" }.flatMap(\.partitions)
      return question.members.indices.map { $0 > 0 ? [] : all + all }
    }
    var run = try drill(code) {
      $0.groups[0].config["partition.assignment.strategy"] = "twice"
    }.start(seed: 1)
    run.run(until: .seconds(15))
    let owned = run.group("billing")?.members.map(\.owned.count).sorted()
    #expect(owned == [0, 4])
    #expect(run.finish().group("billing")?.neverDelivered == 0)
  }

  @Test func `that gives out partitions below zero is named`() async {
    await #expect(processExitsWith: .failure) {
      var code = UserCode()
      code.addAssignor("below") { question in
        question.members.map { _ in [.init(topic: "orders", number: -1)] }
      }
      var scenario = Billing.scenario
      scenario.groups[0].config["partition.assignment.strategy"] = "below"
      _ = try Drill(scenario, code: code).run(seed: 1)
    }
  }

  @Test func `handles records`() throws {
    var code = UserCode()
    code.addHandler("slow-key") { record in
      precondition(record.topic == "orders" && record.producer == "shop" && record.life == 1)
      return record.key == "key-7" ? .milliseconds(200) : .zero
    }
    let outcome = try drill(code) {
      $0.groups[0].application = .init(handler: "slow-key", commit: .afterPoll)
    }.run(seed: 1)
    let billing = try #require(outcome.group("billing"))
    #expect(billing.processed >= 2000)
    // 100 records of that key, 200 ms each, in the 20 s in which they are sent: the last ones come late.
    guard case .time(let age) = try outcome.value(.deliveryAgeMax, of: .group("billing")) else {
      Issue.record("a time")
      return
    }
    #expect(age > .milliseconds(200))
  }

  @Test func `is named in the text, and refused where it is not registered`() throws {
    var code = UserCode()
    code.addHandler("mine") { _ in .zero }
    let drill = try drill(code) { $0.groups[0].application = .init(handler: "mine") }
    #expect(drill.text.contains("handler: \"mine\""))
    #expect(try Drill(drill.text, code: code).run().fingerprint == drill.run().fingerprint)
    let error = #expect(throws: DrillError.self) { try Drill(drill.text) }
    #expect(error?.reason.contains("mine") == true)
  }
}
