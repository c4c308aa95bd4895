import KafkaModel
import SimulationKernel

extension ConnectWorker {
  /// The worker of one life of a process; every life draws from streams of its own.
  init(_ plan: Plan, worker: Int, first: Int32, life: Int32, seed: UInt64) {
    let planned = plan.workers[worker]
    self.init(
      name: planned.name, herders: planned.herders.map { plan.connect[$0] },
      clients: WorkerClients(
        worker: Int32(worker), first: first, bootstraps: plan.clusters.map(\.brokers.count),
        seed: seed, name: planned.name + (life > 1 ? " life \(life)" : "")))
    clients.names.groups = plan.groupIDs
    var draws = RandomStream(
      seed: seed, name: "\(planned.name) life \(life)", purpose: "start of tasks")
    tasksStartIn = Milliseconds(planned.tasksStartIn.draw(&draws) / 1_000_000)
  }
}

extension Simulation {
  /// Tells a worker the names of topics and groups that have come up since it was last told.
  mutating func tellNames(to worker: Int) {
    for cluster in controllers.indices {
      let index = ClusterIndex(Int32(cluster))
      let changes = controllers[cluster].machine.image.topicChanges
      guard workers[worker].knownTopicChanges[cluster] != changes else { continue }
      workers[worker].knownTopicChanges[cluster] = changes
      let topics = controllers[cluster].machine.image.topics
      workers[worker].machine.clients.names.setTopics(topics.map { $0?.name }, of: index)
    }
  }
}
