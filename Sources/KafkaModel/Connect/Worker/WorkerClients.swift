import SimulationKernel

/// The clients of one worker: made and closed as its threads need them, each with its own connections.
package struct WorkerClients: Sendable {
  /// The worker's number in the estate.
  let worker: Int32
  /// The number of the first client of this life.
  let first: Int32
  /// How many brokers each of the estate's clusters has, which is how many bootstrap servers.
  let bootstraps: [Int]
  /// The estate's seed and the worker's name: from them and its own name each client draws.
  let seed: UInt64
  let name: String
  var rows: [Row] = []
  /// What clients have answered and nobody has been told of, oldest first.
  var answers: [(slot: ClientSlot, answer: Answer)] = []
  var producerEffects: [ProducerEffect] = []
  var consumerEffects: [ConsumerEffect] = []
  var adminEffects: [AdminEffect] = []
  /// What the shell asks at every turn.
  package private(set) var directory: ClientDirectory
  /// The names of topics, as the shell last told.
  package var names: EstateNames

  /// One client; it is of the kind whose machine it has.
  struct Row: Sendable {
    var cluster: ClusterIndex
    var owner: ClientOwner
    var producer: Producer?
    var consumer: Consumer?
    var admin: AdminClient?
    /// The record number of the next send.
    var nextRecord: Int32 = 0
    /// By record number, the number that the client's owner has for the record; only of tasks' producers.
    var ownersNumbers: [Int32] = []
    /// Of a producer: a callback has not returned, so its network thread does nothing else.
    var isHeld = false
    var isClosed = false
  }

  package init(worker: Int32, first: Int32, bootstraps: [Int], seed: UInt64, name: String) {
    self.worker = worker
    self.first = first
    self.bootstraps = bootstraps
    self.seed = seed
    self.name = name
    names = EstateNames(clusters: bootstraps.count)
    directory = ClientDirectory(first: first)
  }

  /// The number that the first client of the worker's next life gets.
  package var next: Int32 { first + Int32(rows.count) }

  package func cluster(of slot: ClientSlot) -> ClusterIndex { rows[place(slot)].cluster }

  /// The client's place among those of this life.
  func place(_ slot: ClientSlot) -> Int { Int(slot.raw - first) }

  /// Whether the client is one of this life and still open.
  package func isOpen(_ slot: ClientSlot) -> Bool {
    let place = place(slot)
    return rows.indices.contains(place) && !rows[place].isClosed
  }

  mutating func open(
    _ settings: ProducerSettings, _ behaviour: ProducerBehaviour, at cluster: ClusterIndex,
    for owner: ClientOwner, named name: String
  ) -> ClientSlot {
    let slot = ClientSlot(next)
    let number = BatchContent.producer(WorkerClientID(worker: worker, client: slot))
    add(
      Row(
        cluster: cluster, owner: owner,
        producer: Producer(
          index: number, settings: settings, behaviour: behaviour,
          bootstrap: bootstrap(of: cluster), draws: producerDraws(name))))
    return slot
  }

  mutating func open(
    _ settings: ConsumerSettings, _ behaviour: ConsumerBehaviour, at cluster: ClusterIndex,
    for owner: ClientOwner, named name: String
  ) -> ClientSlot {
    let slot = ClientSlot(next)
    add(
      Row(
        cluster: cluster, owner: owner,
        consumer: Consumer(
          index: slot.raw, settings: settings, behaviour: behaviour,
          bootstrap: bootstrap(of: cluster), draws: consumerDraws(name))))
    return slot
  }

  mutating func add(_ row: Row) {
    directory.clusters.append(row.cluster)
    rows.append(row)
  }

  private func producerDraws(_ name: String) -> ProducerDraws {
    var draws = ProducerDraws()
    draws.partition = stream(name, "sticky partition")
    draws.retryJitter = stream(name, "retry jitter")
    draws.client = clientDraws(name)
    return draws
  }

  func consumerDraws(_ name: String) -> ConsumerDraws {
    var draws = ConsumerDraws()
    draws.client = clientDraws(name)
    draws.retryJitter = stream(name, "retry jitter")
    return draws
  }

  func clientDraws(_ name: String) -> ClientDraws {
    var draws = ClientDraws()
    draws.connectionJitter = stream(name, "connection jitter")
    draws.metadataJitter = PatientSource(stream(name, "metadata jitter"))
    draws.leastLoaded = stream(name, "least loaded node")
    draws.telemetry = stream(name, "telemetry")
    return draws
  }

  /// Named by what the client is for, and not by its number, so that one client more leaves the others' draws alone.
  func stream(_ client: String, _ purpose: String) -> RandomSource {
    .stream(RandomStream(seed: seed, name: "\(name)/\(client)", purpose: purpose))
  }

  func bootstrap(of cluster: ClusterIndex) -> [NodeID] {
    (0..<bootstraps[Int(cluster.raw)]).map { NodeID(-1 - Int32($0)) }
  }
}

extension WorkerClients {
  /// Every client of this life that is not closed.
  var all: [ClientSlot] {
    rows.indices.filter { !rows[$0].isClosed }.map { ClientSlot(first + Int32($0)) }
  }

  /// A place for the connections of a herder's group, whose client is the herder's own.
  mutating func openMember(at cluster: ClusterIndex, for owner: ClientOwner) -> ClientSlot {
    let slot = ClientSlot(next)
    add(Row(cluster: cluster, owner: owner))
    return slot
  }

  func owner(of slot: ClientSlot) -> ClientOwner { rows[place(slot)].owner }

  func settings(of slot: ClientSlot) -> ClientSettings {
    let row = rows[place(slot)]
    return row.producer?.settings.client ?? row.consumer?.settings.client
      ?? row.admin?.settings.client ?? ClientSettings()
  }

  func recordNumbers(of content: BatchContent, by slot: ClientSlot) -> ArraySlice<Int32> {
    rows[place(slot)].producer?.contents[content.index] ?? []
  }

  var writtenContents: [(ClientSlot, BatchContents)] {
    rows.indices.compactMap { place in
      guard !rows[place].isClosed, let producer = rows[place].producer else { return nil }
      return (ClientSlot(first + Int32(place)), producer.contents)
    }
  }
}

extension WorkerClients {
  /// The number that the client's next record gets.
  func nextRecord(of slot: ClientSlot) -> Int32 { rows[place(slot)].nextRecord }

  /// What the client's owner calls the record that is sent next.
  mutating func setNumber(_ number: Int32, ofNextRecordOf slot: ClientSlot) {
    rows[place(slot)].ownersNumbers.append(number)
  }

  func number(of record: Int32, by slot: ClientSlot) -> Int32 {
    rows[place(slot)].ownersNumbers[Int(record)]
  }
}
