package import ClusterSimulation
package import KafkaModel
import SimulationKernel

/// A finished run with what its judges share: who is who, where each record's copies stand, each partition's history.
package struct Evidence: Sendable {
  package let record: RunRecord
  package let cast: Cast
  /// By producer.
  package let copies: [Copies]
  /// By the plan's topics and their partitions.
  package private(set) var histories: [[PartitionHistory]]
  /// A topic's number in its cluster, by the plan's topics; -1 for those that never came up.
  let topicNumbers: [TopicIndex]
  /// By the plan's topics: whether figures by name are of this one. Of a topic that was made again they are of the life that
  /// came up last.
  let isLastLife: [Bool]
  /// By the plan's topics: how many partitions it has at most.
  let partitionCounts: [Int]
  /// Every partition by one number.
  let places: PlaceTable
  /// Every partition of the plan, in order.
  package let partitions: [PartitionRef]
  /// By the plan's groups: which partitions their members ask for.
  let readPlaces: [[Bool]]
  /// Every record by one number.
  let slots: RecordSlots
  /// By the plan's groups, as far as the run has them.
  package let readings: [GroupReading]
  /// Every record that a mirror may copy; empty without mirrors.
  let origins: Origins
  /// By producer: when it was gone.
  package let absences: [[Absence]]
  /// By process: when brokers and controllers were gone or out of reach.
  let nodeAbsences: [[NodeAbsence]]
  /// By the flows of the plan's mirrors.
  package let mirrors: [MirrorReading]
  /// Whom the coordinators' member ids mean.
  private(set) var members: [CoordinatedName: ProcessIndex] = [:]

  package init(_ record: RunRecord) {
    self.record = record
    cast = Cast(record.plan)
    absences = Self.absences(in: record, cast)
    nodeAbsences = Self.nodeAbsences(in: record, cast)
    copies = record.producers.indices.map { Copies(of: $0, in: record) }
    let numbers = record.topicNumbers
    topicNumbers = numbers
    isLastLife = Self.lastLives(of: record)
    let counts = Self.partitionCounts(of: record)
    partitionCounts = counts
    let places = PlaceTable(record, numbers: numbers, counts: counts)
    self.places = places
    let partitions = counts.indices.flatMap { topic in
      (0..<counts[topic]).map {
        PartitionRef(topic: topic, partition: PartitionIndex(Int32($0)))
      }
    }
    self.partitions = partitions
    readPlaces = record.plan.groups.map { group in
      partitions.map { group.reads($0, of: record.plan) }
    }
    readings = record.groups.indices.map { [cast] in
      GroupReading($0, of: record, cast: cast, places: places)
    }
    slots = RecordSlots(record, readings: readings, places: places)
    let flows = MirrorReading.flows(of: record.plan)
    // Without Connect every record is a producer's, of whose ledger all is known.
    let origins = record.workers.isEmpty ? Origins() : Origins(record, places: places)
    self.origins = origins
    mirrors = flows.map { MirrorReading($0, of: record, places: places, origins: origins) }
    histories = record.plan.topics.indices.map { topic in
      let planned = record.plan.topics[topic]
      return (0..<counts[topic]).map { partition in
        let assigned = planned.assignment.flatMap { list in
          list.indices.contains(partition) ? list[partition].count : nil
        }
        return PartitionHistory(replicas: assigned ?? Int(planned.replicationFactor))
      }
    }
    for (index, entry) in record.journal.entries.enumerated() {
      guard case .machine(let event) = entry.happening else { continue }
      switch event {
      case .leaderElected(let partition, _, _, _, _), .isrChanged(let partition, _, _):
        guard let cluster = cluster(of: entry.process),
          let topic = topic(of: partition, in: cluster),
          histories[topic].indices.contains(Int(partition.partition.raw))
        else { continue }
        histories[topic][Int(partition.partition.raw)].add(
          event, at: entry.at.nanoseconds, entry: JournalIndex(Int32(index)))
      case .consumer(.named(let member)):
        guard let process = entry.process, let cluster = cluster(of: process) else { continue }
        members[CoordinatedName(cluster: cluster, member: member)] = process
      case .worker(.client(let cluster, .consumer(.named(let member)))):
        guard let process = entry.process else { continue }
        members[CoordinatedName(cluster: cluster, member: member)] = process
      case .brokerRegistered, .brokerFenced, .brokerUnfenced, .becameLeader, .becameFollower,
        .isrShrinkAsked, .isrExpandAsked, .truncated, .recovered, .fetchRefused, .produceRefused,
        .shutdownGranted, .stopped, .disconnected, .requestTimedOut, .learnedLeader, .epochBumped,
        .topicMadeForClient,
        .group, .consumer, .worker:
        continue
      }
    }
  }

  /// A cluster numbers topics in the order in which they come up; of lives that never did the last one counts.
  private static func lastLives(of record: RunRecord) -> [Bool] {
    var last: [ClusterIndex: [String: Int]] = [:]
    for (topic, planned) in record.plan.topics.enumerated() {
      if let other = last[planned.cluster]?[planned.name],
        record.topicNumbers[other] > record.topicNumbers[topic]
      {
        continue
      }
      last[planned.cluster, default: [:]][planned.name] = topic
    }
    return record.plan.topics.enumerated().map { last[$1.cluster]?[$1.name] == $0 }
  }

  /// Steps may raise what the plan begins with.
  private static func partitionCounts(of record: RunRecord) -> [Int] {
    var counts = record.plan.topics.map { Int($0.partitions) }
    for step in record.plan.steps {
      guard case .addPartitions(let topic, let total) = step.action else { continue }
      counts[topic] = max(counts[topic], Int(total))
    }
    for log in record.logs + record.deletedLogs.map(\.log) {
      counts[log.topic] = max(counts[log.topic], Int(log.partition.partition.raw) + 1)
    }
    return counts
  }

  // MARK: Who and where.

  /// The sink connector that a group is of: `plain/orders`.
  func sinkName(of group: Int) -> String? {
    record.plan.groups[group].sink.map { sink in
      "\(record.plan.connect[sink.connector.cluster].name)/\(name(ofConnector: sink.connector))"
    }
  }

  /// Whether a member ran in the process at a moment: a sink's task runs in a worker.
  func runs(_ member: Int, of group: Int, in process: ProcessIndex?, at time: Int64) -> Bool {
    switch cast.role(of: process) {
    case .member(group, member): true
    case .worker(let worker):
      record.groups[group].members[member].lives.contains {
        $0.worker == worker && $0.began.nanoseconds <= time
          && ($0.ended.map { $0.nanoseconds >= time } ?? true)
      }
    case .member, .controller, .broker, .producer, nil: false
    }
  }

  /// What a coordinator reports of a group; another cluster may have a group of the same `group.id`.
  func event(of group: Int, in entry: JournalEntry) -> GroupEvent? {
    let planned = record.plan.groups[group]
    guard case .machine(.group(let id, let event)) = entry.happening, id == planned.id,
      cluster(of: entry.process) == planned.cluster
    else { return nil }
    return event
  }

  /// The cluster that a process belongs to, or talks to.
  package func cluster(of process: ProcessIndex?) -> ClusterIndex? {
    switch cast.role(of: process) {
    case .controller(let cluster, _), .broker(let cluster, _): cluster
    case .producer(let producer): record.plan.producers[producer].cluster
    case .member(let group, _): record.plan.groups[group].cluster
    // What it says of a cluster names the cluster.
    case .worker: nil
    case nil: nil
    }
  }

  /// The plan's topic behind a cluster's number for it.
  package func topic(of partition: TopicPartition, in cluster: ClusterIndex) -> Int? {
    record.plan.topics.indices.first {
      topicNumbers[$0] == partition.topic && record.plan.topics[$0].cluster == cluster
    }
  }

  /// The topic of a name; of one that was made again its last life.
  func lastLife(of name: String, in cluster: ClusterIndex?) -> Int? {
    record.plan.topics.indices.first {
      isLastLife[$0] && record.plan.topics[$0].name == name
        && record.plan.topics[$0].cluster == cluster
    }
  }

  /// A partition as people write it: `upstream/orders/0`.
  package func name(of partition: PartitionRef) -> String {
    let topic = record.plan.topics[partition.topic]
    return "\(record.plan.clusters[Int(topic.cluster.raw)].name)/\(topic.name)/"
      + "\(partition.partition.raw)"
  }

  /// Partitions in one phrase: "upstream/orders/0, 1, and upstream/payments/0".
  func names(of partitions: [PartitionRef], atMost most: Int) -> String {
    let names = partitions.indices.map { index in
      index > 0 && partitions[index].topic == partitions[index - 1].topic
        ? "\(partitions[index].partition.raw)" : name(of: partitions[index])
    }
    return Quantities.listed(names, atMost: most)
  }

  package func reference(_ partition: TopicPartition, in cluster: ClusterIndex) -> PartitionRef? {
    topic(of: partition, in: cluster).map {
      PartitionRef(topic: $0, partition: partition.partition)
    }
  }

  package func history(of partition: PartitionRef) -> PartitionHistory {
    histories[partition.topic][Int(partition.partition.raw)]
  }

  /// The surviving log of a partition.
  package func log(of partition: PartitionRef) -> RunRecord.PartitionLog? {
    record.logs.first {
      $0.topic == partition.topic && $0.partition.partition == partition.partition
    }
  }

  /// The partition that a record was sent to, if one was chosen.
  ///
  /// An answer may come from an earlier life of the topic when its producer knows of the next one already, which may have
  /// fewer partitions.
  func destination(of number: Int, by producer: Int) -> PartitionRef? {
    let partition = record.producers[producer].ledger[number].partition
    guard partition.partition.raw >= 0,
      let reference = reference(partition, in: record.plan.producers[producer].cluster)
    else { return nil }
    if places.contains(reference) { return reference }
    return partitions.last {
      $0.partition == reference.partition && isSameName($0.topic, reference.topic)
    }
  }

  /// Whether two topics of the plan are lives of one name.
  func isSameName(_ one: Int, _ other: Int) -> Bool {
    record.plan.topics[one].name == record.plan.topics[other].name
      && record.plan.topics[one].cluster == record.plan.topics[other].cluster
  }

  /// Entries of the journal, which is in order of time.
  func journal(in span: ClosedRange<Int64>) -> [JournalIndex] {
    let entries = record.journal.entries
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].at.nanoseconds < span.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return entries[low...].prefix { $0.at.nanoseconds <= span.upperBound }.indices.map {
      JournalIndex(Int32($0))
    }
  }

  /// When a step fired, in nanoseconds since the start of the run.
  package func fired(_ step: String) -> Int64? {
    guard let index = record.plan.steps.firstIndex(where: { $0.name == step }) else { return nil }
    return record.steps[index].firedAt?.nanoseconds
  }
}
