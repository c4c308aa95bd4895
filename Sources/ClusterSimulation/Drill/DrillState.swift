import KafkaModel
import SimulationKernel

/// How far the drill is: which steps have fired, what their faults must undo, which triggers wait.
struct DrillState: Sendable {
  var loadHasBegun = false
  /// False once the load was given up, as a topic could not be made.
  var hasLoad = true
  var finished = false
  /// Something that a predicate can read may have changed since the predicates were last looked at.
  var mayHaveChanged = false
  /// How many steps the plan began with; those after them were injected, and have no trigger.
  let plannedSteps: Int
  /// Draws of injected steps.
  var injectedDraws: [RandomStream] = []
  /// Dense topic numbers by the plan's topics; -1 before the topic exists.
  ///
  /// Of the present life of the topic's name, or of the last one: topics of the plan with one name share it.
  var topicIndex: [TopicIndex]
  /// The numbers that the plan's topics themselves got; -1 for those that never came up.
  var topicLife: [TopicIndex]
  /// The plan's topics that an administrator asks for at this moment.
  var asked: [Int] = []
  /// What clients named and brokers asked the controller for, until it is there.
  var namings: [RunRecord.Naming] = []
  var automaticTopics: [RunRecord.AutomaticTopic] = []
  /// The logs of deleted topics.
  var deletedLogs: [RunRecord.DeletedLog] = []
  var logStartMoves: [RunRecord.LogStartMove] = []
  /// Steps first, then producers' starts, then the end of the run, probes and members' starts.
  var triggers: [TriggerState]
  /// The triggers that are being watched, ascending.
  var watched: [Int] = []
  var steps: [StepState]
  /// Who led each of the plan's partitions when the load began.
  var startLeaders: [[NodeID?]] = []
  var restarts: [Restart] = []
  /// Starts that wait until the process that is on its way out has ended.
  var startsWhenExited: [(process: ProcessIndex, takes: DrawnSpan, step: Int?)] = []
  var probes: [RunRecord.Probe] = []
  var messageFaults: [MessageFault] = []
  /// Draws of the times and targets that the drill leaves open, by trigger.
  var draws: [RandomStream]
  /// Draws by process: how long its start and its teardown take.
  var startDraws: [RandomStream]
  var teardownDraws: [RandomStream]
  /// The end of load has come: everything closes.
  var ending = false

  enum TriggerState: Sendable {
    /// Its earlier step is not done yet.
    case waiting
    /// Its predicate is looked at after every change.
    case watching
    case scheduled
    case fired
  }

  struct StepState: Sendable {
    var firedAt: Instant?
    var isDone = false
    /// The processes it acted on.
    var processes: [ProcessIndex] = []
    var hosts: [HostIndex] = []
    /// The hosts that the step made silent and nobody has healed yet.
    var silenced: [HostIndex] = []
    var cuts: [CutID] = []
    /// Links as they were before the step degraded them.
    var degraded: [(link: LinkIndex, before: LinkQuality)] = []
    /// Processes whose end or start the step waits for before it is done.
    var awaited: [ProcessIndex] = []
    /// Who led each of the plan's partitions when the step fired.
    var leaders: [[NodeID?]] = []
    var refusals: [AdministrationRefusal] = []
    /// What it asked a group's coordinator to store.
    var offsets: [PartitionOffset] = []
    var journal: JournalIndex?
    var undone = false
  }

  /// The next draw of a step for its targets.
  mutating func draw(forStep step: Int) -> UInt64 {
    step < plannedSteps
      ? draws[step].next() : injectedDraws[step - plannedSteps].next()
  }

  /// Restarts one process, or one after the other.
  struct Restart: Sendable {
    var step: Int
    var left: [ProcessIndex]
    var current: ProcessIndex
    var takes: DrawnSpan
    var pauseBetween: Int64
    /// The next one stops only when every partition has all its replicas in sync again.
    var waitsForIsr: Bool
    var phase: Phase

    enum Phase: Sendable {
      case stopping
      case starting
      case catchingUp
      case pausing
    }
  }

  /// One message, or one connection's direction, that a step harms.
  struct MessageFault: Sendable {
    var step: Int
    var choice: MessageChoice
    var kind: Action.MessageKind
    var seen: Int64 = 0
    var effect: Effect

    enum Effect: Sendable {
      case mute(thenReset: Int64?)
      case hold(by: Int64)
    }
  }
}
