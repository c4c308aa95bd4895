import ClusterSimulation
import Findings
import KafkaModel
import Scenario
import SimulationKernel

/// One run of a drill that a test drives itself: it lets time pass, looks, injects faults, and tries other futures.
///
/// It has one owner, as copying it by accident would repeat its random draws; ``fork()`` makes the only copies.
/// The same drill, seed, times and injected steps give the same run, to the byte.
public struct Run: ~Copyable, Sendable {
  private let drill: Drill
  /// The scenario with the steps that were injected so far.
  private(set) var written: WrittenScenario
  private(set) var simulation: Simulation
  /// What the places in the simulation's list of topics are for, but for lives that it has added since.
  private var topicSlots: [TopicSlot]

  init(of drill: Drill, seed: UInt64) {
    self.drill = drill
    written = drill.written
    topicSlots = drill.topicSlots
    simulation = Simulation(drill.plan, seed: seed)
    simulation.run(until: 0)
  }

  private init(copying other: borrowing Run) {
    drill = other.drill
    written = other.written
    topicSlots = other.topicSlots
    simulation = other.simulation.fork()
  }

  /// The root of all random draws.
  public var seed: UInt64 { simulation.seed }

  /// The time since the start of the load, on the virtual clock.
  public var now: Duration { .nanoseconds(simulation.elapsed) }

  /// Whether the run has come to its end: the load is over and nothing is unresolved, or it had to begin without its
  /// topics.
  public var hasEnded: Bool { simulation.isFinished }

  /// The hash of all events and injected steps so far, as 16 hexadecimal digits.
  public var fingerprint: String { Report.hexadecimal(simulation.fingerprint.value) }

  /// The scenario with the steps that were injected so far, each at its time: a drill of its own.
  public var scenario: Scenario { Scenario(written: written) }

  /// Lets everything happen up to a time, included; nothing if that has passed or the run has ended.
  ///
  /// - Parameter time: Since the start of the load, to the nanosecond.
  public mutating func run(until time: Duration) {
    simulation.run(until: TimeSpan(time).nanoseconds)
  }

  /// Does a step now, after everything else that happens at this time; it has a place in journal, report and fingerprint.
  ///
  /// - Parameters:
  ///   - action: One verb of the language; it may refer to all that the scenario declares and to earlier steps.
  ///   - name: What later steps and reports call it, as no other step; nil is "step N" with the first number from its place on
  ///     that no step has.
  ///   - undoneAfter: So long after now the fault ends, above zero; nil leaves it.
  /// - Throws: The path of what is wrong with the step, as for one of the scenario's own, or that the run has ended; the run is
  ///   then unchanged.
  public mutating func inject(
    _ action: Scenario.Action, name: String? = nil, undoneAfter: Duration? = nil
  ) throws(DrillError) {
    guard !hasEnded else {
      throw DrillError(
        file: "", line: 1, column: 1, path: "steps",
        reason: "the run has ended: nothing that takes time would happen any more")
    }
    var next = Scenario(written: written)
    var step = Scenario.Step(name, at: now, action, undoneAfter: undoneAfter)
    if name == nil {
      let names = Set(next.steps.map(\.written.name))
      var number = next.steps.count + 1
      while names.contains("step \(number)") { number += 1 }
      step.written.name = "step \(number)"
    }
    next.steps.append(step)
    let known = simulation.plan.topics.count
    let slots = topicSlots + Array(repeating: .life, count: known - topicSlots.count)
    let compiled = try Drill(next, code: drill.code, topicSlots: slots)
    let plan = compiled.plan
    simulation.inject(
      plan.steps[plan.steps.count - 1], text: step.written.text,
      topics: Array(plan.topics[known...]),
      links: Array(plan.links[simulation.plan.links.count...]))
    written = compiled.written
    topicSlots = compiled.topicSlots
  }

  /// Another future of the same run: a copy that shares nothing with this one, and would go on in the same way.
  public func fork() -> Run { Run(copying: self) }

  /// Runs on to the end of the scenario, and judges the whole run.
  public consuming func finish() -> DrillOutcome {
    simulation.run()
    return drill.outcome(of: simulation.record(), written)
  }
}
