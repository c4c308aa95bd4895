import ClusterSimulation
import KafkaModel
import Scenario

/// The records and partitions that a question is about.
struct Selection {
  /// Indices of the producers whose records count.
  var producers: [Int]
  /// Only records of this topic of the plan.
  var topic: Int?
  var cluster: ClusterIndex?
  /// Only records of this partition of the topic.
  var partition: PartitionIndex?
  /// Only records of these partitions; empty takes all.
  var among: [PartitionRef] = []
  /// The same as the cluster names them.
  private var amongNumbers: [TopicPartition] = []
  var node: NodeID?
  var exception: String?
  /// Nodes that a broker's figure is about.
  var nodes: [(cluster: ClusterIndex, id: NodeID)] = []

  init(_ question: Question, in evidence: Evidence) {
    let plan = evidence.record.plan
    producers = Array(plan.producers.indices)
    switch question.subject {
    case .estate: break
    case .cluster(let name):
      cluster = evidence.cluster(named: name)
      producers = producers.filter { plan.producers[$0].cluster == cluster }
    case .topic(let name): take(name, in: evidence)
    case .partition(let name): take(name, in: evidence)
    case .node(let name):
      if let cluster = evidence.cluster(named: name.cluster) {
        nodes = [(cluster, NodeID(name.id))]
      }
    case .hitBy(let step):
      if let index = plan.steps.firstIndex(where: { $0.name == step }) {
        nodes = evidence.nodes(hitBy: index)
      }
    case .producer(let name):
      producers = producers.filter { plan.producers[$0].name == name }
    case .group, .member, .mirror, .connector, .task, .worker: break
    }
    if let name = question.filter.producer {
      producers = producers.filter { plan.producers[$0].name == name }
    }
    if let name = question.filter.topic { take(name, in: evidence) }
    if let name = question.filter.partition { take(name, in: evidence) }
    for name in question.filter.partitions {
      take(name.topic, in: evidence)
      guard let topic else { continue }
      among.append(PartitionRef(topic: topic, partition: PartitionIndex(name.partition)))
      amongNumbers.append(
        TopicPartition(evidence.topicNumbers[topic], PartitionIndex(name.partition)))
    }
    // Several topics of one cluster may be named; then only the list counts.
    if among.contains(where: { $0.topic != among[0].topic }) { topic = nil }
    if let name = question.filter.node {
      node = NodeID(name.id)
      if let cluster = evidence.cluster(named: name.cluster) {
        nodes = [(cluster, NodeID(name.id))]
      }
    }
    exception = question.filter.exception?.rawValue
  }

  private mutating func take(_ name: Scenario.TopicName, in evidence: Evidence) {
    let plan = evidence.record.plan
    cluster = evidence.cluster(named: name.cluster)
    topic = evidence.lastLife(of: name.topic, in: cluster)
    producers = producers.filter { plan.producers[$0].cluster == cluster }
  }

  private mutating func take(_ name: Scenario.PartitionName, in evidence: Evidence) {
    take(name.topic, in: evidence)
    partition = PartitionIndex(name.partition)
  }

  /// Whether a record counts; `topicNumber` is the number of `topic` in its cluster.
  func includes(
    _ number: Int, _ ledger: RecordLedger, _ acknowledgedBy: [NodeID], _ topicNumber: TopicIndex?
  ) -> Bool {
    if let topicNumber {
      let place = ledger[number].partition
      guard place.topic == topicNumber else { return false }
      if let partition, place.partition != partition { return false }
    }
    if !amongNumbers.isEmpty, !amongNumbers.contains(ledger[number].partition) {
      return false
    }
    if let node, acknowledgedBy[number] != node { return false }
    if let exception {
      guard case .failed(let failure) = ledger[number].outcome,
        failure.kafkaClass == exception
      else { return false }
    }
    return true
  }

  func includes(_ reference: PartitionRef, in evidence: Evidence) -> Bool {
    if let cluster, evidence.record.plan.topics[reference.topic].cluster != cluster { return false }
    if let topic, reference.topic != topic { return false }
    if let partition, reference.partition != partition { return false }
    return among.isEmpty || among.contains(reference)
  }

  func includes(_ id: NodeID, of cluster: ClusterIndex) -> Bool {
    nodes.isEmpty || nodes.contains { $0.id == id && $0.cluster == cluster }
  }
}

extension Evidence {
  func cluster(named name: String) -> ClusterIndex? {
    record.plan.clusters.firstIndex { $0.name == name }.map { ClusterIndex(Int32($0)) }
  }

  /// The nodes that a step acted on, with their clusters.
  func nodes(hitBy step: Int) -> [(cluster: ClusterIndex, id: NodeID)] {
    record.steps[step].processes.compactMap { process in
      switch cast.role(of: process) {
      case .controller(let cluster, let id), .broker(let cluster, let id): (cluster, id)
      case .producer, .member, .worker, nil: nil
      }
    }
  }
}
