package import KafkaModel

/// One process of Connect: a worker of a Connect cluster, or a dedicated MirrorMaker with a herder for each flow.
package struct PlannedWorker: Sendable {
  package var name: String
  package var host: HostIndex
  package var version: KafkaVersion
  /// The plan's Connect clusters that it is a worker of, one herder each.
  package var herders: [Int]
  /// From the start of the process to the first request of its herders.
  package var startsIn: DrawnSpan
  /// From the moment that a task is to start until its connector's half begins; drawn once for each life.
  package var tasksStartIn: DrawnSpan
  package var start: Start

  /// When the process starts.
  package enum Start: Sendable {
    /// With the estate, once the topics are there: it runs when the load begins.
    case withEstate
    case when(Trigger)
    case byStep
  }

  package init(
    name: String, host: HostIndex, version: KafkaVersion, herders: [Int], startsIn: DrawnSpan,
    tasksStartIn: DrawnSpan = DrawnSpan(nanoseconds: 0), start: Start
  ) {
    self.name = name
    self.host = host
    self.version = version
    self.herders = herders
    self.startsIn = startsIn
    self.tasksStartIn = tasksStartIn
    self.start = start
  }
}
