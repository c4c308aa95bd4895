import KafkaModel

extension Simulation {
  func connectView(_ cluster: Int) -> EstateView.ConnectView {
    let planned = plan.connect[cluster]
    var view = EstateView.ConnectView(
      name: planned.name, cluster: plan.clusters[Int(planned.cluster.raw)].name)
    let members = plan.workers.indices.filter { plan.workers[$0].herders.contains(cluster) }
    view.workers = members.map { worker in
      EstateView.ConnectView.Worker(
        name: plan.workers[worker].name,
        process: processStates[Int(workers[worker].process.raw)])
    }
    view.connectors = planned.connectors.map { connector in
      EstateView.ConnectView.Connector(
        name: connector.settings.name, connectorClass: connector.settings.connectorClass.simpleName,
        isSink: connector.settings.connectorClass.isSink)
    }
    for entry in journal.entries {
      guard case .machine(.worker(let event)) = entry.happening, let process = entry.process,
        case .worker(let worker) = processes[Int(process.raw)].role, members.contains(worker)
      else { continue }
      note(event, by: plan.workers[worker].name, in: planned.settings.groupName, &view)
    }
    for worker in members { noteOffsets(of: worker, cluster, &view) }
    noteSinkOffsets(cluster, &view)
    return view
  }

  private func note(
    _ event: WorkerEvent, by worker: String, in group: String,
    _ view: inout EstateView.ConnectView
  ) {
    switch event {
    case .connectorChanged(group, let name, let state):
      guard let place = view.connectors.firstIndex(where: { $0.name == name }) else { return }
      view.connectors[place].status = EstateView.ConnectView.Status(state: state, worker: worker)
    case .taskChanged(let task, let state) where task.group == group:
      guard let place = view.connectors.firstIndex(where: { $0.name == task.connector }) else {
        return
      }
      let status = EstateView.ConnectView.Status(state: state, worker: worker)
      var tasks = view.connectors[place].tasks
      if let known = tasks.firstIndex(where: { $0.number == task.task }) {
        tasks[known].status = status
      } else {
        tasks.append((task.task, status))
        tasks.sort { $0.number < $1.number }
      }
      view.connectors[place].tasks = tasks
    case .connectorChanged, .taskChanged, .client, .coordinatorLost, .gaveUp, .revoked, .joined,
      .taskStarted, .taskStopping, .taskNotStopped, .commitBegan, .commitStored,
      .putFailed, .recordsDropped, .groupsFound:
      return
    }
  }

  /// What the offset topic holds: acknowledged records, the last of each partition.
  private func noteOffsets(
    of worker: Int, _ cluster: Int, _ view: inout EstateView.ConnectView
  ) {
    let planned = plan.connect[cluster]
    for case let client? in workers[worker].ledger.clients where client.cluster == planned.cluster {
      for (number, written) in client.written.enumerated() {
        let topic = client.records.entries[number].partition.topic
        let image = controllers[Int(planned.cluster.raw)].machine.image
        guard image.topics.indices.contains(Int(topic.raw)),
          image.topics[Int(topic.raw)]?.name == planned.settings.offsetTopic.name
        else { continue }
        guard case .sourceOffset(let name, let alias, let partition, let offset) = written,
          client.records.entries[number].outcome == .acknowledged,
          let place = view.connectors.firstIndex(where: { $0.name == name })
        else { continue }
        let entry = EstateView.ConnectView.SourceOffset(
          cluster: alias, partition: partition, offset: offset)
        let known = view.connectors[place].offsets.firstIndex {
          $0.cluster == alias && $0.partition == partition
        }
        if let known {
          // Another worker's later one stays: offsets of a source partition only rise.
          if view.connectors[place].offsets[known].offset < offset {
            view.connectors[place].offsets[known] = entry
          }
        } else {
          view.connectors[place].offsets.append(entry)
        }
      }
    }
  }

  /// Of a sink connector, what its group has committed (`GET /connectors/{name}/offsets`, KIP-875).
  private func noteSinkOffsets(_ cluster: Int, _ view: inout EstateView.ConnectView) {
    for (group, planned) in plan.groups.enumerated() {
      guard let reference = planned.sink?.connector, reference.cluster == cluster else { continue }
      let image = controllers[Int(planned.cluster.raw)].machine.image
      for partition in partitionsRead(by: group) {
        guard let stored = committed(partition, of: group),
          let topic = image.topics[Int(partition.topic.raw)]
        else { continue }
        view.connectors[reference.connector].offsets.append(
          EstateView.ConnectView.SourceOffset(
            cluster: plan.clusters[Int(planned.cluster.raw)].name,
            partition: NamedPartition(topic: topic.name, partition: partition.partition),
            offset: stored.offset))
      }
    }
  }
}
