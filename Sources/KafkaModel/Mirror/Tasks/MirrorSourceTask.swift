/// A task of the source connector: reads its partitions by assignment and hands the records on under their remote
/// names; what was acknowledged of them becomes offset syncs.
///
/// Source: `org.apache.kafka.connect.mirror.MirrorSourceTask`.
package struct MirrorSourceTask: Sendable {
  /// The task's partitions; their places here are what everything else calls them.
  package let partitions: [NamedPartition]
  let remoteTopics: [String]
  let consumer: ClientSlot
  let pollTimeout: Milliseconds
  /// KAFKA-13988
  private let startsByResetPolicy: Bool
  /// nil with `emit.offset-syncs.enabled=false`.
  private(set) var syncs: Syncs?
  private(set) var phase = Phase.notStarted
  /// By the source's number for a topic and its partition.
  private var places = PartitionTable<MirroredPartition>()
  private var outbox: [OutgoingOffsetSync] = []

  enum Phase: Hashable, Sendable {
    case notStarted
    case assigning(seeks: [Seek])
    case seeking(rest: [Seek])
    /// Started; the task's thread is not in `poll`.
    case idle
    case polling(since: Milliseconds)
    /// The consumer threw without waiting for anything; `poll` returns then.
    case failing(until: Milliseconds)
    /// `stop()` was called: polls return nothing and acknowledgements make no syncs.
    case stopping
    case stopped
  }

  struct Seek: Hashable, Sendable {
    var partition: NamedPartition
    var to: Offset
  }

  /// The producer of offset syncs; its send() may block the thread of the record producer's callbacks.
  struct Syncs: Sendable {
    let producer: ClientSlot
    let topic: String
    var writer: OffsetSyncWriter
    var isSendBlocked = false
    /// Syncs that wait for a blocked send().
    var waiting: [OutgoingOffsetSync] = []
  }

  /// How one of the thread's calls ended.
  enum Notice: Hashable, Sendable {
    case started
    case polled([DeliveredBatch])
    case stopped
  }

  init(
    partitions: [NamedPartition], selection: TopicSelection, consumer: ClientSlot,
    pollTimeout: Milliseconds, syncs: Syncs?, _ behaviour: MirrorBehaviour
  ) {
    startsByResetPolicy = behaviour.startsByResetPolicy
    self.partitions = partitions
    remoteTopics = partitions.map { selection.remoteTopic($0.topic) }
    self.consumer = consumer
    // A loop of polls that wait for nothing still takes time.
    self.pollTimeout = max(pollTimeout, Milliseconds(1))
    self.syncs = syncs
  }

  // MARK: Calls of Connect

  /// `start`: assigns all partitions and seeks behind what is stored; the others go where the reset policy says, and to 0
  /// before KAFKA-13988.
  ///
  /// - Parameter stored: The offset of the last record that was copied, by partition; `.none` for none.
  mutating func start(
    stored: [Offset], _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    let seeks = zip(partitions, stored).compactMap { partition, offset in
      offset < .zero && startsByResetPolicy
        ? nil : Seek(partition: partition, to: max(offset + 1, .zero))
    }
    phase = .assigning(seeks: seeks)
    clients.call(consumer, .assign(partitions), now: now, into: &effects)
  }

  mutating func poll(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [Notice]
  ) {
    guard phase == .idle else {
      notices.append(.polled([]))
      return
    }
    phase = .polling(since: now)
    clients.call(consumer, .poll(timeout: pollTimeout), now: now, into: &effects)
  }

  /// Consecutive records of a partition were acknowledged (`commitRecord`).
  mutating func acknowledged(
    _ partition: MirroredPartition, upstream: Offset, downstream: Offset, count: Int64,
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard phase != .stopping, phase != .stopped, downstream >= .zero else { return }
    syncs?.writer.acked(
      partition, upstream: upstream, downstream: downstream, count: count, into: &outbox)
    sendSyncs(&clients, now: now, into: &effects)
  }

  /// `commit`: Connect has stored the task's offsets.
  mutating func commit(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    syncs?.writer.commit(into: &outbox)
    sendSyncs(&clients, now: now, into: &effects)
  }

  /// `stop`: wakes the thread if it polls, then closes the clients.
  mutating func stop(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [Notice]
  ) {
    switch phase {
    case .polling:
      phase = .stopping
      clients.wakeUpConsumer(consumer, now: now, into: &effects)
    case .failing:
      phase = .stopped
      notices.append(.polled([]))
      notices.append(.stopped)
      close(&clients, now: now, into: &effects)
    case .notStarted, .assigning, .seeking, .idle:
      phase = .stopped
      notices.append(.stopped)
      close(&clients, now: now, into: &effects)
    case .stopping, .stopped:
      break
    }
  }

  private mutating func close(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    clients.close(consumer, timeout: Self.closeTimeout, now: now, into: &effects)
    if let producer = syncs?.producer {
      clients.close(producer, timeout: .max, now: now, into: &effects)
    }
  }

  /// `KafkaConsumer.DEFAULT_CLOSE_TIMEOUT_MS`
  private static let closeTimeout = Milliseconds(30_000)

  // MARK: What its clients answer

  mutating func answered(
    _ answer: ConsumerAnswer, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect], notices: inout [Notice]
  ) {
    switch phase {
    case .assigning(let seeks):
      phase = .seeking(rest: seeks)
      seek(&clients, now: now, into: &effects, notices: &notices)
    case .seeking:
      seek(&clients, now: now, into: &effects, notices: &notices)
    case .polling(let since):
      // Whatever the consumer throws is logged, and the task goes on as if nothing had come.
      switch answer {
      case .failed where now == since:
        phase = .failing(until: now + Self.leastTurn)
      case .records(let batches):
        phase = .idle
        notices.append(.polled(batches))
      case .done, .failed:
        phase = .idle
        notices.append(.polled([]))
      }
    case .stopping:
      // The poll that stop() woke has returned; what it might have had is dropped.
      phase = .stopped
      notices.append(.polled([]))
      notices.append(.stopped)
      close(&clients, now: now, into: &effects)
    case .notStarted, .idle, .failing, .stopped:
      break
    }
  }

  /// Connect polls again at once, with nothing to wait for: only the processor limits such a loop, to some thousand
  /// turns a second. The machine's clock knows nothing shorter than this.
  private static let leastTurn = Milliseconds(1)

  /// When a poll that threw returns.
  @inline(__always)
  var deadline: Milliseconds {
    if case .failing(let until) = phase { until } else { .max }
  }

  /// Called at `deadline`.
  mutating func wake(now: Milliseconds, notices: inout [Notice]) {
    guard case .failing(let until) = phase, now >= until else { return }
    phase = .idle
    notices.append(.polled([]))
  }

  private mutating func seek(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect],
    notices: inout [Notice]
  ) {
    guard case .seeking(var rest) = phase else { return }
    while let next = rest.popLast() {
      let cluster = clients.cluster(of: consumer)
      guard let topic = clients.names.topic(named: next.partition.topic, in: cluster) else {
        continue
      }
      phase = .seeking(rest: rest)
      let target = OffsetAndEpoch(offset: next.to, leaderEpoch: .none)
      clients.call(
        consumer, .seek(TopicPartition(topic, next.partition.partition), target), now: now,
        into: &effects)
      return
    }
    phase = .idle
    notices.append(.started)
  }

  /// What the task calls a partition that its consumer read.
  mutating func place(
    of partition: TopicPartition, _ clients: borrowing WorkerClients
  ) -> MirroredPartition? {
    if let known = places[partition] { return known }
    let cluster = clients.cluster(of: consumer)
    guard let name = clients.names.name(of: partition.topic, in: cluster),
      let place = partitions.firstIndex(
        of: NamedPartition(topic: name, partition: partition.partition))
    else { return nil }
    places[partition] = MirroredPartition(Int32(place))
    return MirroredPartition(Int32(place))
  }

  // MARK: Offset syncs

  private mutating func sendSyncs(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard syncs != nil, !outbox.isEmpty || syncs?.waiting.isEmpty == false else { return }
    syncs?.waiting += outbox
    outbox.removeAll(keepingCapacity: true)
    while let sync = syncs?.waiting.first, let producer = syncs?.producer,
      syncs?.isSendBlocked == false
    {
      let cluster = clients.cluster(of: producer)
      guard let name = syncs?.topic else { return }
      guard let topic = clients.topicToSend(to: name, by: producer) else {
        effects.append(.awaitsTopic(cluster, name))
        return
      }
      syncs?.waiting.removeFirst()
      let record = ConnectRecord.offsetSync(
        partitions[Int(sync.partition.raw)], upstream: sync.sync.upstream,
        downstream: sync.sync.downstream)
      switch clients.write(
        record, to: topic, PartitionIndex(0), by: producer, now: now, into: &effects)
      {
      case .queued: break
      case .blocked: syncs?.isSendBlocked = true
      case .failed: syncs?.writer.sendDone()
      }
    }
  }

  /// What the syncs wait for may have its number now.
  mutating func syncsTopicCame(
    _ clients: inout WorkerClients, now: Milliseconds, into effects: inout [WorkerEffect]
  ) {
    guard let syncs, !syncs.waiting.isEmpty, !syncs.isSendBlocked,
      clients.topicToSend(to: syncs.topic, by: syncs.producer) != nil
    else { return }
    sendSyncs(&clients, now: now, into: &effects)
  }

  /// The callbacks of so many syncs, well or not.
  mutating func syncsSettled(_ count: Int) {
    for _ in 0..<count { syncs?.writer.sendDone() }
  }

  mutating func syncSendReturned(
    _ outcome: SendOutcome, _ clients: inout WorkerClients, now: Milliseconds,
    into effects: inout [WorkerEffect]
  ) {
    syncs?.isSendBlocked = false
    if case .failed = outcome { syncs?.writer.sendDone() }
    sendSyncs(&clients, now: now, into: &effects)
  }
}
