import KafkaModel

/// Which journal entry explains what a machine reports: the last one about the same thing.
struct Causes: Sendable {
  /// By cluster: the last entry about a broker's fencing or registration.
  private var brokers: [[(id: NodeID, entry: JournalIndex)]] = []
  /// By cluster: the last change of leader or in-sync replicas.
  private var partitions: [PartitionTable<JournalIndex>] = []
  /// By cluster: who was in sync last.
  private var inSync: [PartitionTable<[NodeID]>] = []
  /// Whom the coordinators' member ids mean.
  private var members: [CoordinatedName: ProcessIndex] = [:]

  mutating func note(_ entry: JournalIndex, broker: NodeID, of cluster: ClusterIndex) {
    grow(to: cluster)
    let index = Int(cluster.raw)
    if let known = brokers[index].firstIndex(where: { $0.id == broker }) {
      brokers[index][known].entry = entry
    } else {
      brokers[index].append((broker, entry))
    }
  }

  mutating func note(_ entry: JournalIndex, partition: TopicPartition, of cluster: ClusterIndex) {
    grow(to: cluster)
    partitions[Int(cluster.raw)][partition] = entry
  }

  /// Notes who is in sync now.
  mutating func note(isr: [NodeID], of partition: TopicPartition, in cluster: ClusterIndex) {
    grow(to: cluster)
    inSync[Int(cluster.raw)][partition] = isr
  }

  /// Who was in sync before what is reported now.
  func isr(of partition: TopicPartition, in cluster: ClusterIndex) -> [NodeID] {
    guard Int(cluster.raw) < inSync.count else { return [] }
    return inSync[Int(cluster.raw)][partition] ?? []
  }

  func entry(of broker: NodeID, in cluster: ClusterIndex) -> JournalIndex? {
    guard Int(cluster.raw) < brokers.count else { return nil }
    return brokers[Int(cluster.raw)].first { $0.id == broker }?.entry
  }

  func entry(of partition: TopicPartition, in cluster: ClusterIndex) -> JournalIndex? {
    guard Int(cluster.raw) < partitions.count else { return nil }
    return partitions[Int(cluster.raw)][partition]
  }

  /// The youngest entry about any broker of the cluster: what made the controller act.
  func latest(in cluster: ClusterIndex) -> JournalIndex? {
    guard Int(cluster.raw) < brokers.count else { return nil }
    return brokers[Int(cluster.raw)].map(\.entry).max()
  }

  mutating func note(_ member: MemberID, is process: ProcessIndex, in cluster: ClusterIndex) {
    members[CoordinatedName(cluster: cluster, member: member)] = process
  }

  /// Who got a member id, if a process of the estate did.
  func process(of member: MemberID, in cluster: ClusterIndex) -> ProcessIndex? {
    members[CoordinatedName(cluster: cluster, member: member)]
  }

  private mutating func grow(to cluster: ClusterIndex) {
    while brokers.count <= Int(cluster.raw) {
      brokers.append([])
      partitions.append(PartitionTable())
      inSync.append(PartitionTable())
    }
  }
}
