import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// What of one flow a question is about.
struct MirrorSelection {
  /// Its place among the readings.
  var reading: Int
  /// Which partitions of the source count, by dense number.
  var places: [Bool]
  /// Only what this worker copied.
  var worker: Int?

  func includes(_ chunk: MirrorReading.Chunk) -> Bool {
    places[Int(chunk.place)] && (worker.map { $0 == Int(chunk.writer.worker) } ?? true)
  }
}

extension Evidence {
  /// The flows of a question, each with what counts of it.
  func mirrors(of question: Question) -> [MirrorSelection] {
    mirrors.indices.compactMap { selection(question, of: $0) }
  }

  private func selection(_ question: Question, of index: Int) -> MirrorSelection? {
    let reading = mirrors[index]
    guard runs(reading.flow, question) else { return nil }
    var result = MirrorSelection(reading: index, places: reading.isSource, worker: nil)
    func only(_ name: Scenario.TopicName, _ partitions: [Int32]?) {
      let sources = sources(of: name, for: reading)
      for partition in self.partitions {
        let isNamed =
          sources.contains(partition.topic)
          && (partitions?.contains(partition.partition.raw) ?? true)
        if !isNamed { result.places[places[partition]] = false }
      }
    }
    switch question.subject {
    case .topic(let name): only(name, nil)
    case .partition(let name): only(name.topic, [name.partition])
    case .worker(let name):
      result.worker = record.plan.workers.firstIndex { $0.name == "\(name)" }
    case .estate, .mirror, .connector, .task, .cluster, .node, .hitBy, .producer, .group, .member:
      break
    }
    let filter = question.filter
    if let name = filter.topic { only(name, nil) }
    if let name = filter.partition { only(name.topic, [name.partition]) }
    if let first = filter.partitions.first {
      only(first.topic, filter.partitions.filter { $0.topic == first.topic }.map(\.partition))
    }
    if let name = filter.worker {
      result.worker = record.plan.workers.firstIndex { $0.name == "\(name)" }
    }
    if let step = filter.struckBy { narrow(&result, to: step, true) }
    if let step = filter.notStruckBy { narrow(&result, to: step, false) }
    return result.places.contains(true) ? result : nil
  }

  /// The plan's topics at the source that are called so, or whose copies are.
  private func sources(of name: Scenario.TopicName, for reading: MirrorReading) -> [Int] {
    let named = cluster(named: name.cluster)
    let flow = reading.flow
    let planned = record.plan.connect[flow.cluster]
    let selection = planned.connectors[flow.connector].mirror.topicSelection(
      MirrorBehaviour(planned.version))
    return record.plan.topics.indices.filter { topic in
      let known = record.plan.topics[topic]
      guard known.cluster == flow.source else { return false }
      return (named == flow.source && known.name == name.topic)
        || (named == flow.target && selection.remoteTopic(known.name) == name.topic)
    }
  }

  /// Whether a flow belongs to the mirror, Connect cluster, connector or worker of a question.
  private func runs(_ flow: MirrorReading.Flow, _ question: Question) -> Bool {
    let reference = ConnectorRef(cluster: flow.cluster, connector: flow.connector)
    switch question.subject {
    case .mirror(let name): guard isCluster(flow.cluster, named: name) else { return false }
    case .connector(let name), .task(let name, _):
      guard connectors(named: name).contains(reference) else { return false }
    case .worker(let name):
      guard isCluster(flow.cluster, named: name.owner) else { return false }
    case .estate, .topic, .partition, .cluster, .node, .hitBy, .producer, .group, .member: break
    }
    return question.filter.mirror.map { isCluster(flow.cluster, named: $0) } ?? true
  }

  /// A dedicated MirrorMaker's other flows are called after it and their clusters.
  func isCluster(_ cluster: Int, named name: String) -> Bool {
    let known = record.plan.connect[cluster].name
    return known == name || known.hasPrefix(name + " ")
  }

  /// The connectors that a name means: a connector's own, or for mirrors the part's.
  func connectors(named name: Scenario.ConnectorName) -> [ConnectorRef] {
    let owner = name.flow.map { "\(name.owner) \($0)" } ?? name.owner
    return record.plan.connect.enumerated().filter { $0.element.name == owner }.flatMap { planned in
      planned.element.connectors.enumerated().compactMap { index, connector in
        let settings = connector.settings
        let part = Scenario.Mirror.Part(rawValue: name.connector)
        let isNamed =
          settings.name == name.connector || settings.name == "\(name.owner)-\(name.connector)"
          || (planned.element.flow != nil && part?.connectorClass == settings.connectorClass)
        return isNamed ? ConnectorRef(cluster: planned.offset, connector: index) : nil
      }
    }
  }

  /// Keeps the partitions whose last copies before the step were written by workers that it struck, or the others.
  private func narrow(_ selection: inout MirrorSelection, to step: String, _ isStruck: Bool) {
    guard let index = record.plan.steps.firstIndex(where: { $0.name == step }),
      let fired = record.steps[index].firedAt?.nanoseconds
    else { return }
    let workers = record.steps[index].processes.map { cast.role(of: $0) }
    var last: [(at: Int64, worker: Int)?] = Array(repeating: nil, count: places.count)
    for chunk in mirrors[selection.reading].chunks where chunk.readAt < fired {
      let place = Int(chunk.place)
      if last[place].map({ $0.at <= chunk.readAt }) ?? true {
        last[place] = (chunk.readAt, Int(chunk.writer.worker))
      }
    }
    for place in selection.places.indices where selection.places[place] {
      let struck = last[place].map { workers.contains(.worker($0.worker)) } ?? false
      if struck != isStruck { selection.places[place] = false }
    }
  }
}
