/// The words of `do`, and the keys that a step with each of them may have.
package enum Verb: String, Hashable, Sendable, CaseIterable {
  case kill
  case stop
  case start
  case restart
  case rollingRestart
  case pause
  case resume
  case pauseCycle
  case powerLoss
  case silence
  case skewClock
  case partition
  case isolate
  case heal
  case degradeLink
  case dropRequest
  case dropResponse
  case delayResponse
  case createTopic
  case deleteRecords
  case electLeader
  case setConfig
  case addPartitions
  case addMember
  case removeMember
  case setOffsets
  case stall
  case changeProcessing
  case changeRate
  case stopProducer
  case deleteTopic
  case startMirror
  case stopMirror
  case restartConnector
  case restartTask
  case pauseConnector
  case resumeConnector

  /// Keys of every step.
  package static let commonKeys = [
    "name", "do", "at", "after", "when", "plus", "orAfter", "repeat",
  ]

  /// Verbs of the language that no machine serves yet.
  package static let notModelled = [
    "slow", "slowDisk", "fillDisk", "failDisk", "moveLeader", "reassign",
    "setQuota", "failover", "failback",
  ]

  package var keys: [String] {
    switch self {
    case .kill, .stop, .pause, .silence: ["target", "targets", "for"]
    case .resume: ["target", "targets"]
    case .start, .restart: ["target", "targets", "startsIn"]
    case .rollingRestart: ["target", "targets", "startsIn", "pauseBetween"]
    case .pauseCycle: ["target", "targets", "stopped", "every", "for"]
    case .powerLoss: ["target", "targets", "worstCase", "for"]
    case .skewClock: ["target", "targets", "by", "for"]
    case .partition: ["groups", "oneWay", "for"]
    case .isolate: ["target", "targets", "from", "direction", "for"]
    case .heal: ["step"]
    case .degradeLink: ["between", "latency", "jitter", "loss", "bandwidth", "for"]
    case .dropRequest, .dropResponse: ["api", "client", "broker", "occurrence", "thenReset"]
    case .delayResponse: ["api", "client", "broker", "occurrence", "by"]
    case .createTopic: ["topic", "partitions", "replicationFactor", "assignment", "config"]
    case .deleteRecords: ["of", "before"]
    case .electLeader: ["of", "kind"]
    case .setConfig: ["of", "config"]
    case .addPartitions: ["topic", "to"]
    case .addMember, .removeMember: ["target", "targets"]
    case .setOffsets: ["group", "of", "to"]
    case .stall: ["target", "targets", "lasting"]
    case .changeProcessing: ["target", "targets", "perRecord"]
    case .changeRate: ["producer", "producers", "rate", "schedule", "for"]
    case .stopProducer: ["producer", "producers"]
    case .deleteTopic: ["topic"]
    case .startMirror: ["mirror", "startsIn"]
    case .stopMirror: ["mirror", "for"]
    case .restartConnector: ["connector", "tasks", "onlyFailed"]
    case .restartTask: ["connector", "task"]
    case .pauseConnector, .resumeConnector: ["connector"]
    }
  }
}
