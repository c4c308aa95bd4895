import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Why records are in a log twice, behind later ones, or not at all.
extension Evidence {
  /// What broke a producer's requests between two moments: lost connections and time-outs, with what caused them.
  private func breaks(of producer: Int, in times: ClosedRange<Int64>) -> [JournalIndex] {
    var found: [JournalIndex] = []
    for (number, entry) in record.journal.entries.enumerated()
    where times.contains(entry.at.nanoseconds) {
      guard case .machine(let event) = entry.happening,
        cast.role(of: entry.process) == .producer(producer)
      else { continue }
      switch event {
      case .disconnected(let node), .requestTimedOut(let node):
        if node.raw >= 0 { found.append(JournalIndex(Int32(number))) }
      case .brokerRegistered, .brokerFenced, .brokerUnfenced, .leaderElected, .isrChanged,
        .becameLeader, .becameFollower, .isrShrinkAsked, .isrExpandAsked, .truncated, .recovered,
        .fetchRefused, .produceRefused, .shutdownGranted, .stopped, .learnedLeader, .epochBumped,
        .topicMadeForClient,
        .group, .consumer, .worker:
        continue
      }
    }
    // The first break is the one that sent the batch again; the rest repeats it.
    return found.first.map { [$0] } ?? []
  }

  private func span(_ run: Anomaly) -> ClosedRange<Int64> {
    run.sent
      .lowerBound...max(run.completed?.upperBound ?? record.end.nanoseconds, run.sent.lowerBound)
  }

  func tellDuplicate(_ run: inout Anomaly) {
    guard let partition = run.partition, let log = log(of: partition) else { return }
    let contents = record.producers[run.producer].contents
    var places: [String] = []
    for batch in log.batches where batch.content.producer == Int32(run.producer) {
      guard contents[batch.content.index].contains(where: { run.records.contains($0) }) else {
        continue
      }
      places.append(
        batch.recordCount == 1
          ? "\(batch.baseOffset)" : "\(batch.baseOffset)..\(batch.lastOffset)")
    }
    let shown = places.prefix(6).joined(separator: ", ")
    run.story = ["batches stand at offsets \(shown)\(places.count > 6 ? ", ..." : "")"]
    let refusal = lastRefusalOfAppended(to: partition, in: span(run))
    run.story += story(
      breaks(of: run.producer, in: span(run)) + (refusal.map { [$0] } ?? []), about: partition)
    run.story.append("the producer sent the batch again, and the log had it already")
    let settings = record.plan.producers[run.producer].settings
    if !settings.idempotent {
      run.remark =
        settings.idempotence
        + " numbers the batches, so that the leader recognises one it already has"
    }
  }

  func tellInversion(_ run: inout Anomaly) {
    let settings = record.plan.producers[run.producer].settings
    run.story = story(breaks(of: run.producer, in: span(run)), about: run.partition)
    if !settings.idempotent, settings.client.maxInFlight > 1, settings.retries > 0 {
      run.story.append(
        "up to \(settings.client.maxInFlight) requests were in flight; a later one was appended before"
          + " the earlier one's retry")
      run.remark =
        settings.idempotence + ", or max.in.flight.requests.per.connection=1, keeps the order"
    }
  }

  /// Their process ended before an outcome came, or the run did.
  func tellUnresolved(_ run: inout Anomaly) {
    let end = absences[run.producer].first { $0.died ?? .min >= run.sent.upperBound }
    let ends = end?.entries.filter { record.journal[$0].at.nanoseconds <= end?.died ?? .max } ?? []
    run.story = story(breaks(of: run.producer, in: span(run)) + ends, about: run.partition)
    run.story.append(
      end == nil
        ? "the run ended before an outcome came" : "no outcome was left for anybody to be told")
  }

  func tellFailure(_ run: inout Anomaly) {
    let outcome = record.producers[run.producer].ledger[Int(run.records.lowerBound)].outcome
    guard case .failed(let exception) = outcome, let completed = run.completed else { return }
    run.story = story(breaks(of: run.producer, in: span(run)), about: run.partition)
    let told = failures(of: run)
    if told.count > 1 {
      run.story += told
    } else {
      run.story.append("\(exception.kafkaClass) at \(clock(completed)): \(exception.reason)")
    }
    let settings = record.plan.producers[run.producer].settings
    if run.kind == .falseFailure, settings.retries == 0 {
      run.remark =
        "retries above 0 with \(settings.idempotence) ask again, until the answer is known"
    } else if case .expired = exception, let writable = writableAgain(after: run) {
      run.remark =
        "delivery.timeout.ms above \(Quantities.time(writable - run.sent.lowerBound)) would have outlasted"
        + " the time until the partition took records again, as far as buffer.memory holds what is sent"
        + " meanwhile"
    }
  }

  /// A sentence for each exception that the records of a run met, in the order of their first.
  private func failures(of run: Anomaly) -> [String] {
    let ledger = record.producers[run.producer].ledger
    var met: [(first: ProducerException, count: Int64, at: ClosedRange<Int64>)] = []
    for number in Int(run.records.lowerBound)...Int(run.records.upperBound)
    where run.partition.map({ destination(of: number, by: run.producer) == $0 }) ?? true {
      guard case .failed(let exception) = ledger[number].outcome else { continue }
      let at = ledger[number].completedAt
      if let known = met.firstIndex(where: { $0.first.kafkaClass == exception.kafkaClass }) {
        met[known].count += 1
        met[known].at = min(met[known].at.lowerBound, at)...max(met[known].at.upperBound, at)
      } else {
        met.append((exception, 1, at...at))
      }
    }
    return met.map { first, count, at in
      "\(first.kafkaClass) for \(Quantities.counted(count, "record")) at \(clock(at)): "
        + (count > 1 ? "of the first, " : "") + first.reason
    }
  }

  /// When the next record of its producer and partition was acknowledged; nil if none was.
  private func writableAgain(after run: Anomaly) -> Int64? {
    let ledger = record.producers[run.producer].ledger
    let last = Int(run.records.upperBound)
    let next = (last..<ledger.count).first {
      ledger[$0].partition == ledger[last].partition
        && ledger[$0].outcome == .acknowledged
    }
    return next.map { ledger[$0].completedAt }
  }
}

extension ProducerException {
  /// Half a sentence for a report.
  var reason: String {
    switch self {
    case .expired(_, let age): "delivery.timeout.ms passed, the batch was \(age) old"
    case .answered(let error): "the broker answered \(error.protocolName)"
    case .disconnected(let node): "the connection to broker \(node) broke"
    case .disconnectedByTimeout(let node):
      "request.timeout.ms passed for a request to broker \(node)"
    case .topicNotInMetadata(let waited): "the topic was not in the metadata after \(waited)"
    case .partitionNotInMetadata(let partition, let waited):
      "partition \(partition.raw) was not in the metadata after \(waited)"
    case .bufferExhausted(_, let waited): "buffer.memory stayed full for \(waited)"
    case .recordTooLarge: "the record is too large"
    case .batchAboveBufferMemory: "the record is larger than buffer.memory"
    case .closedForcefully: "the producer was closed before an answer came"
    case .closedDuringSend: "the producer was closed while send() waited"
    case .alreadyClosed: "the producer was closed already"
    }
  }
}

extension ProducerSettings {
  /// The setting that makes it idempotent, with what it asks for and this producer does not have.
  fileprivate var idempotence: String {
    "enable.idempotence=true" + (acks == .all ? "" : " (and acks=all, which it needs)")
  }
}
