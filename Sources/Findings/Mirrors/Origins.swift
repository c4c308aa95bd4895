import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Every record that a mirror may copy under one dense number, with what mirrors are measured by, in columns.
///
/// A record is known by its batch's content and its place there: producers' records, and those that the clients of
/// workers wrote, which are copies themselves where mirrors form a chain. Times are nanoseconds since the start of the
/// run.
struct Origins: Sendable {
  /// The first number of each producer's records.
  private var producers: [Int] = []
  /// The first number of the records of each worker's clients.
  private var clients: [[Int]] = []
  private var firstOfWorkers = 0
  private(set) var count = 0
  /// send() at the first producer of a chain: the record's timestamp.
  private(set) var sentAt: [Int64] = []
  /// The record that the first producer of a chain sent: the record itself where it is no copy.
  private(set) var root: [Int32] = []
  /// When it was acknowledged to whoever wrote it; -1 if it was not.
  private(set) var acknowledgedAt: [Int64] = []
  /// The dense number of its partition; -1 if it has none in the plan.
  private(set) var place: [Int32] = []
  /// Where it stands in the final log, or was acknowledged to stand; -1 if neither is known.
  private(set) var offset: [Int64] = []
  /// Whether a final log holds it.
  private(set) var isInLog: [Bool] = []
  /// It was acknowledged below the start of the final log: retention or somebody's DeleteRecords took it.
  private(set) var isDeleted: [Bool] = []

  /// By place: an administrator deleted the topic.
  private var isGone: [Bool] = []

  init() {}

  init(_ record: RunRecord, places: PlaceTable) {
    for producer in record.producers {
      producers.append(count)
      count += producer.ledger.count
    }
    firstOfWorkers = count
    for worker in record.workers {
      var bases: [Int] = []
      for client in worker.clients {
        bases.append(count)
        count += client?.records.count ?? 0
      }
      clients.append(bases)
    }
    sentAt.reserveCapacity(count)
    acknowledgedAt.reserveCapacity(count)
    place.reserveCapacity(count)
    offset.reserveCapacity(count)
    for (index, producer) in record.producers.enumerated() {
      add(producer.ledger, of: record.plan.producers[index].cluster, places)
    }
    for worker in record.workers {
      for case let client? in worker.clients { add(client.records, of: client.cluster, places) }
    }
    isInLog = [Bool](repeating: false, count: count)
    isDeleted = [Bool](repeating: false, count: count)
    place(record.logs, record, places)
    isGone = [Bool](repeating: false, count: places.count)
    for deleted in record.deletedLogs {
      isGone[
        places[
          PartitionRef(topic: deleted.log.topic, partition: deleted.log.partition.partition)]] =
        true
    }
    root = (0..<Int32(count)).map { $0 }
    followChains(record)
  }

  private mutating func add(
    _ ledger: RecordLedger, of cluster: ClusterIndex, _ places: PlaceTable
  ) {
    for number in 0..<ledger.count {
      sentAt.append(ledger[number].sentAt)
      acknowledgedAt.append(
        ledger[number].outcome == .acknowledged ? ledger[number].completedAt : -1)
      let partition = ledger[number].partition
      let reference =
        partition.partition.raw < 0 ? nil : places.reference(partition, in: cluster)
      place.append(reference.map { Int32(places[$0]) } ?? -1)
      offset.append(ledger[number].offset.raw)
    }
  }

  /// The producer of the plan whose record it is; nil for those of workers' clients.
  func producer(of dense: Int) -> Int? {
    dense < firstOfWorkers ? producers.lastIndex { $0 <= dense } : nil
  }

  /// The record went with its topic.
  func wasInDeletedTopic(_ dense: Int) -> Bool { place[dense] >= 0 && isGone[Int(place[dense])] }

  /// Where records stand in the final logs; a worker's ledger does not say which partition it wrote to.
  private mutating func place(
    _ logs: [RunRecord.PartitionLog], _ record: RunRecord, _ places: PlaceTable
  ) {
    var starts = [Int64](repeating: 0, count: places.count)
    for log in logs {
      let number = places[PartitionRef(topic: log.topic, partition: log.partition.partition)]
      starts[number] = log.logStart.raw
      for batch in log.batches {
        guard let run = run(of: batch.content, in: record) else { continue }
        for (index, name) in run.numbers.enumerated() {
          let dense = run.base + Int(name)
          place[dense] = Int32(number)
          offset[dense] = batch.baseOffset.raw + Int64(index)
          // What DeleteRecords took stays in its segment for a while, and nobody can read it.
          isInLog[dense] = offset[dense] >= log.logStart.raw
        }
      }
    }
    for dense in 0..<count where !isInLog[dense] && place[dense] >= 0 && offset[dense] >= 0 {
      isDeleted[dense] = offset[dense] < starts[Int(place[dense])]
    }
  }

  /// A copy has the time of its original, through any number of mirrors.
  private mutating func followChains(_ record: RunRecord) {
    var copied: [Int] = []
    for (worker, ledger) in record.workers.enumerated() {
      for (client, known) in ledger.clients.enumerated() {
        guard let known else { continue }
        for copies in known.copies {
          let run = run(of: copies.of.content, in: record)
          for index in 0..<copies.of.count {
            let dense = clients[worker][client] + Int(copies.first + index)
            guard let original = run?.number(ifAt: copies.of.skippedInBatch + index) else {
              sentAt[dense] = 0
              continue
            }
            root[dense] = Int32(original)
            copied.append(dense)
          }
        }
      }
    }
    for dense in copied {
      let root = findRoot(of: dense)
      sentAt[dense] = sentAt[root]
    }
  }

  /// Ends every link of the chain at its beginning: where mirrors copy in a circle, chains are long.
  private mutating func findRoot(of dense: Int) -> Int {
    var first = dense
    while Int(root[first]) != first { first = Int(root[first]) }
    var link = dense
    while link != first {
      let next = Int(root[link])
      root[link] = Int32(first)
      link = next
    }
    return first
  }

  /// Records of one batch: dense numbers are `base` and each of the numbers.
  struct Run {
    var base: Int
    var numbers: ArraySlice<Int32>

    /// The dense number of the record at a place of the batch.
    func number(at place: Int32) -> Int { base + Int(numbers[numbers.startIndex + Int(place)]) }

    /// The same; nil where the batch has no such place.
    func number(ifAt place: Int32) -> Int? {
      numbers.indices.contains(numbers.startIndex + Int(place)) ? number(at: place) : nil
    }
  }

  /// The records of a batch; nil for those that neither a producer nor a worker made.
  func run(of content: BatchContent, in record: RunRecord) -> Run? {
    if let id = content.workerClient {
      guard record.workers.indices.contains(Int(id.worker)),
        let contents = record.workers[Int(id.worker)][id.client]?.contents,
        content.index < contents.count
      else { return nil }
      return Run(
        base: clients[Int(id.worker)][Int(id.client.raw)], numbers: contents[content.index])
    }
    guard record.producers.indices.contains(Int(content.producer)),
      content.index < record.producers[Int(content.producer)].contents.count
    else { return nil }
    return Run(
      base: producers[Int(content.producer)],
      numbers: record.producers[Int(content.producer)].contents[content.index])
  }
}
