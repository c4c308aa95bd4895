import KafkaModel

/// The broker of a scripted run: one request of a connection at a time, real sequence checks.
struct ScriptedBroker {
  /// What the broker wants to happen later.
  enum Event {
    case finish(connection: Int)
  }

  enum Effect {
    case schedule(Event, at: Int64)
    case answer(connection: Int, correlation: Int32, [ProducePartitionResponse])
    case closed(connection: Int)
    case log(request: Int, result: String)
  }

  struct Arrival {
    var number: Int
    var correlation: Int32
    var request: ProduceRequest
    var fate: ScriptedFate
  }

  private struct Connection {
    var isOpen = true
    var waiting: [Arrival] = []
    var inService: Arrival?
    /// What the request in service will be answered.
    var answer: [ProducePartitionResponse] = []
    var losesRequests = false
    var losesAnswers = false
  }

  struct PartitionLog {
    var batches: [RecordBatch] = []
    var producers = ProducerStates(expiration: .max)
    var end = Offset.zero
  }

  private var connections: [Connection] = []
  private(set) var logs: [PartitionLog]
  private let maxMessageBytes: Int32
  private var refusesUntil: Int64 = -1
  /// NOT_LEADER_OR_FOLLOWER answers given so far.
  private(set) var notLeaderAnswers: Int32 = 0

  init(partitions: Int, maxMessageBytes: Int32) {
    logs = Array(repeating: PartitionLog(), count: partitions)
    self.maxMessageBytes = maxMessageBytes
  }

  /// A connection attempt; false if it is refused.
  mutating func connect(at now: Int64) -> Bool {
    var connection = Connection()
    connection.isOpen = now >= refusesUntil
    connections.append(connection)
    return connection.isOpen
  }

  /// Requests that are not in service are lost; the recorded runs say nothing of them.
  mutating func clientClosed(_ index: Int) {
    connections[index].isOpen = false
    connections[index].waiting.removeAll()
  }

  private mutating func loseWaiting(_ index: Int, _ effects: inout [Effect]) {
    for arrival in connections[index].waiting {
      effects.append(.log(request: arrival.number, result: "never processed"))
    }
    connections[index].waiting.removeAll()
  }

  mutating func arrived(
    _ arrival: Arrival, on index: Int, at now: Int64, effects: inout [Effect]
  ) {
    if arrival.fate.action == .dropRequest { connections[index].losesRequests = true }
    if connections[index].losesRequests || !connections[index].isOpen {
      effects.append(.log(request: arrival.number, result: "never arrived"))
      return
    }
    connections[index].waiting.append(arrival)
    serveNext(index, at: now, &effects)
  }

  private mutating func serveNext(_ index: Int, at now: Int64, _ effects: inout [Effect]) {
    guard connections[index].inService == nil, !connections[index].waiting.isEmpty else { return }
    let arrival = connections[index].waiting.removeFirst()
    connections[index].inService = arrival
    if arrival.fate.action != .late { serve(arrival, index, &effects) }
    effects.append(.schedule(.finish(connection: index), at: now + arrival.fate.delay))
  }

  /// Appends or refuses what the request carries and notes the answer.
  private mutating func serve(
    _ arrival: Arrival, _ index: Int, _ effects: inout [Effect]
  ) {
    let fate = arrival.fate
    if fate.action == .close {
      let parts = arrival.request.partitions.map { " p\($0.partition.partition) not appended" }
      effects.append(.log(request: arrival.number, result: parts.joined()))
      return
    }
    if fate.action == .dropResponse { connections[index].losesAnswers = true }
    var answers: [ProducePartitionResponse] = []
    var text = ""
    for part in arrival.request.partitions {
      let isMeant =
        (fate.action == .error || fate.action == .appendError)
        && (fate.partition == nil || fate.partition == part.partition.partition.raw)
      var outcome: String
      var answer: ProducePartitionResponse
      if isMeant, fate.action == .error {
        outcome = "not appended: \(fate.error.protocolName)"
        answer = ProducePartitionResponse(part.partition, error: fate.error, logStart: .zero)
      } else {
        (answer, outcome) = append(part)
        if isMeant, answer.error == .none {
          outcome += ", answered \(fate.error.protocolName)"
          answer = ProducePartitionResponse(part.partition, error: fate.error)
        }
      }
      if answer.error == .notLeaderOrFollower { notLeaderAnswers += 1 }
      text += " p\(part.partition.partition) \(outcome)"
      answers.append(answer)
    }
    connections[index].answer = answers
    effects.append(.log(request: arrival.number, result: text))
  }

  private mutating func append(
    _ part: ProducePartition
  ) -> (ProducePartitionResponse, String) {
    let place = Int(part.partition.partition.raw)
    if part.batch.sizeInBytes > maxMessageBytes {
      return refused(part, .messageTooLarge)
    }
    switch logs[place].producers.judge(part.batch) {
    case .accepted:
      var batch = part.batch
      batch.baseOffset = logs[place].end
      logs[place].producers.note(batch)
      logs[place].batches.append(batch)
      logs[place].end = batch.nextOffset
      return (
        ProducePartitionResponse(
          part.partition, error: .none, baseOffset: batch.baseOffset, logStart: .zero),
        "appended at offset \(batch.baseOffset)"
      )
    case .duplicate(let earlier):
      return (
        ProducePartitionResponse(
          part.partition, error: .none, baseOffset: earlier.firstOffset, logStart: .zero),
        "duplicate of offset \(earlier.firstOffset)"
      )
    case .refused(let error):
      return refused(part, error)
    }
  }

  private func refused(
    _ part: ProducePartition, _ error: ErrorCode
  ) -> (ProducePartitionResponse, String) {
    (
      ProducePartitionResponse(part.partition, error: error),
      "not appended: \(error.protocolName)"
    )
  }

  mutating func handle(_ event: Event, at now: Int64, effects: inout [Effect]) {
    switch event {
    case .finish(let index):
      guard let arrival = connections[index].inService else { return }
      if arrival.fate.action == .late { serve(arrival, index, &effects) }
      connections[index].inService = nil
      if arrival.fate.action == .close || arrival.fate.action == .appendClose {
        refusesUntil = max(refusesUntil, now + arrival.fate.down)
        guard connections[index].isOpen else { return }
        connections[index].isOpen = false
        effects.append(.closed(connection: index))
        loseWaiting(index, &effects)
        return
      }
      guard connections[index].isOpen else { return }
      if !connections[index].losesAnswers {
        effects.append(
          .answer(
            connection: index, correlation: arrival.correlation, connections[index].answer))
      }
      serveNext(index, at: now, &effects)
    }
  }

  /// Cuts a partition's log back; what is left decides the producer state, unless it is forgotten.
  mutating func truncate(_ partition: Int, to offset: Offset, forgets: Bool) {
    logs[partition].batches.removeAll { $0.nextOffset > offset }
    logs[partition].end = offset
    logs[partition].producers = ProducerStates(expiration: .max)
    if !forgets {
      for batch in logs[partition].batches { logs[partition].producers.note(batch) }
    }
  }
}
