package import ClusterSimulation
package import KafkaModel
import SimulationKernel

/// What one flow of a mirror copied, by the final logs of its target and the ledgers of its workers.
package struct MirrorReading: Sendable {
  package let flow: Flow
  /// Consecutive copies of one batch of the target, by target partition and offset.
  package private(set) var chunks: [Chunk] = []
  /// By copy: the record's number among the origins, and which copy of it this is, from 1; 0 for one of another
  /// appearance of the record, where the source itself has it twice.
  private(set) var records: [Int32] = []
  private(set) var ordinals: [Int32] = []
  /// By copy: whether it is a first copy behind the first copy of a later record.
  private(set) var isBehind: [Bool] = []
  /// By origin: how many copies the target has.
  private(set) var copies: [Int32] = []
  /// By origin: when its first copy arrived; `.max` if none did.
  private(set) var arrivedAt: [Int64] = []
  /// By origin: the offset that its first copy was read from.
  private var readFrom: [Int64] = []
  /// By partition: whether it is one of the source that the flow copies.
  let isSource: [Bool]
  /// By partition of the source: the offset after the last record that was copied for good.
  private(set) var frontier: [Int64]

  /// A source connector and where it copies from and to.
  package struct Flow: Hashable, Sendable {
    /// The plan's Connect cluster, and the connector's place there.
    package var cluster: Int
    package var connector: Int
    package var name: String
    package var source: ClusterIndex
    package var target: ClusterIndex
  }

  /// Copies that arrived together; times in nanoseconds since the start of the run.
  package struct Chunk: Hashable, Sendable {
    /// By the clock of the leader that appended them.
    package var at: Int64
    /// When a poll of the task was handed the originals.
    package var readAt: Int64
    package var writer: WorkerClientID
    /// The writer's own number of the first copy.
    var written: Int32
    /// The original's partition by dense number.
    var place: Int32
    /// The original's offset when it was read.
    package var sourceOffset: Int64
    package var target: PartitionRef
    package var targetOffset: Int64
    /// Copies from `start` on.
    package var start: Int
    package var count: Int
    /// Bytes of the batch that are theirs.
    package var bytes: Int64
    /// The number of the batch among all of the flow's.
    var batch: Int
  }

  /// Every source connector of the plan.
  static func flows(of plan: Plan) -> [Flow] {
    plan.connect.enumerated().flatMap { cluster, planned in
      planned.connectors.enumerated().compactMap { index, connector in
        guard connector.settings.connectorClass == .mirrorSource else { return nil }
        let others = planned.connectors.count {
          $0.settings.connectorClass == .mirrorSource
        }
        return Flow(
          cluster: cluster, connector: index,
          name: others > 1 ? "\(planned.name)/\(connector.settings.name)" : planned.name,
          source: connector.source, target: connector.produces)
      }
    }
  }

  init(_ flow: Flow, of record: RunRecord, places: PlaceTable, origins: Origins) {
    self.flow = flow
    let planned = record.plan.connect[flow.cluster]
    let selection = planned.connectors[flow.connector].mirror.topicSelection(
      MirrorBehaviour(planned.version))
    var isSource = [Bool](repeating: false, count: places.count)
    for (topic, known) in record.plan.topics.enumerated()
    where known.cluster == flow.source && selection.copies(known.name) {
      for place in places.bases[topic]..<places.bases[topic + 1] { isSource[place] = true }
    }
    self.isSource = isSource
    copies = [Int32](repeating: 0, count: origins.count)
    arrivedAt = [Int64](repeating: .max, count: origins.count)
    readFrom = [Int64](repeating: -1, count: origins.count)
    frontier = [Int64](repeating: 0, count: places.count)
    read(record, places, origins)
    findOrder(places, origins)
    findFrontier(record, places, origins)
  }

  // MARK: The target's logs.

  private mutating func read(_ record: RunRecord, _ places: PlaceTable, _ origins: Origins) {
    var batches = 0
    for log in record.logs where record.plan.topics[log.topic].cluster == flow.target {
      let target = PartitionRef(topic: log.topic, partition: log.partition.partition)
      for batch in log.batches {
        guard let writer = batch.content.workerClient,
          record.plan.workers[Int(writer.worker)].herders.contains(flow.cluster),
          let ledger = record.workers[Int(writer.worker)][writer.client],
          let contents = ledger.contents
        else { continue }
        let numbers = contents[batch.content.index]
        var index = numbers.startIndex
        while index < numbers.endIndex {
          guard let (run, place) = ledger.original(of: numbers[index]),
            run.cluster == flow.source
          else { break }
          var end = index + 1
          while end < numbers.endIndex, numbers[end] == numbers[end - 1] + 1,
            numbers[end] < run.first + run.of.count
          {
            end += 1
          }
          add(
            Chunk(
              // A log's timestamps are whole milliseconds: no copy is older than its reading.
              at: max(Self.time(of: batch), run.readAt), readAt: run.readAt, writer: writer,
              written: numbers[index], place: -1,
              sourceOffset: run.of.firstOffset.raw + Int64(place), target: target,
              targetOffset: batch.baseOffset.raw + Int64(index - numbers.startIndex),
              start: records.count, count: end - index,
              bytes: Int64(batch.sizeInBytes) * Int64(end - index) / Int64(batch.recordCount),
              batch: batches), run, place, record, places, origins)
          index = end
        }
        batches += 1
      }
    }
  }

  private mutating func add(
    _ chunk: Chunk, _ run: WorkerLedger.Copies, _ first: Int32, _ record: RunRecord,
    _ places: PlaceTable, _ origins: Origins
  ) {
    guard let reference = places.reference(run.of.partition, in: run.cluster),
      let batch = origins.run(of: run.of.content, in: record)
    else { return }
    var chunk = chunk
    chunk.place = Int32(places[reference])
    for index in 0..<Int32(chunk.count) {
      let dense = batch.number(at: run.of.skippedInBatch + first + index)
      let offset = chunk.sourceOffset + Int64(index)
      records.append(Int32(dense))
      if copies[dense] == 0 {
        arrivedAt[dense] = chunk.at
        readFrom[dense] = offset
      } else if readFrom[dense] != offset {
        ordinals.append(0)
        continue
      }
      copies[dense] += 1
      ordinals.append(copies[dense])
    }
    chunks.append(chunk)
  }

  /// The leader's clock, as long as it runs right.
  private static func time(of batch: RecordBatch) -> Int64 {
    (batch.appendedAt.time.raw - Simulation.clockBase) * 1_000_000
  }

  // MARK: Order and completeness.

  /// Offsets tell the order of a source partition, as far as it still holds what was copied.
  private mutating func findOrder(_ places: PlaceTable, _ origins: Origins) {
    isBehind = [Bool](repeating: false, count: records.count)
    var highest = [Int64](repeating: -1, count: places.count)
    for chunk in chunks {
      let place = Int(chunk.place)
      for copy in chunk.start..<chunk.start + chunk.count where ordinals[copy] == 1 {
        let dense = Int(records[copy])
        guard origins.isInLog[dense] || origins.isDeleted[dense] else { continue }
        let offset = origins.offset[dense]
        if offset < highest[place] { isBehind[copy] = true }
        highest[place] = max(highest[place], offset)
      }
    }
  }

  /// What the target holds, and what it acknowledged: neither is read again.
  private mutating func findFrontier(
    _ record: RunRecord, _ places: PlaceTable, _ origins: Origins
  ) {
    func reach(_ dense: Int, _ frontier: inout [Int64]) {
      guard origins.isInLog[dense] || origins.isDeleted[dense], origins.place[dense] >= 0 else {
        return
      }
      let place = Int(origins.place[dense])
      frontier[place] = max(frontier[place], origins.offset[dense] + 1)
    }
    for dense in records { reach(Int(dense), &frontier) }
    for (worker, ledger) in record.workers.enumerated()
    where record.plan.workers[worker].herders.contains(flow.cluster) {
      for case let client? in ledger.clients where client.cluster == flow.target {
        for copies in client.copies where copies.cluster == flow.source {
          guard let run = origins.run(of: copies.of.content, in: record) else { continue }
          for index in 0..<copies.of.count
          where client.records.entries[Int(copies.first + index)].outcome == .acknowledged {
            reach(run.number(at: copies.of.skippedInBatch + index), &frontier)
          }
        }
      }
    }
  }

  // MARK: What became of a record.

  /// Acknowledged at the source, kept or deleted there, and passed over by the mirror.
  func isLost(_ dense: Int, _ origins: Origins) -> Bool {
    let place = Int(origins.place[dense])
    guard place >= 0, isSource[place], copies[dense] == 0, origins.acknowledgedAt[dense] >= 0
    else { return false }
    return origins.isDeleted[dense]
      || (origins.isInLog[dense] && origins.offset[dense] < frontier[place])
  }

  /// At the source, and still to be copied at the end.
  func isWaiting(_ dense: Int, _ origins: Origins) -> Bool {
    let place = Int(origins.place[dense])
    return place >= 0 && isSource[place] && copies[dense] == 0 && origins.isInLog[dense]
      && origins.offset[dense] >= frontier[place]
  }

  /// At the target, and gone from the source though nobody deleted it.
  func isPhantom(_ dense: Int, _ origins: Origins) -> Bool {
    copies[dense] > 0 && !origins.isInLog[dense] && !origins.isDeleted[dense]
      && !origins.wasInDeletedTopic(dense)
  }
}
