import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures of partitions: states at a moment and changes after a step.
extension Evidence {
  func partitions(_ selection: Selection) -> [PartitionRef] {
    partitions.filter { selection.includes($0, in: self) }
  }

  func state(_ question: Question, _ selection: Selection) -> FigureValue {
    guard let reference = partitions(selection).first else { return .none(.noPartition) }
    let moment: Int64
    do {
      moment = try self.moment(of: question)
    } catch {
      return .none(.stepNotFired(error.step))
    }
    if case .logEndOffset = question.figure {
      return offset(reference, \.logEnd, at: question.moment == nil ? nil : moment)
    }
    if case .logStartOffset = question.figure {
      return offset(reference, \.logStart, at: question.moment == nil ? nil : moment)
    }
    if case .highWatermark = question.figure {
      return offset(reference, \.highWatermark, at: question.moment == nil ? nil : moment)
    }
    guard moment <= record.end.nanoseconds else { return .none(.neverHappened) }
    guard let state = history(of: reference).state(at: moment) else { return .none(.noPartition) }
    switch question.figure {
    case .leader: return .node(state.leader)
    case .isr: return .nodes(state.isr)
    case .isrSize: return .count(Int64(state.isr.count))
    case _: return .count(Int64(state.epoch.raw))
    }
  }

  /// The moment of a state, nanoseconds since the start of the run.
  func moment(of question: Question) throws(Window.NoWindow) -> Int64 {
    switch question.moment {
    case nil: return record.end.nanoseconds
    case .at(let span): return record.origin.nanoseconds + span.nanoseconds
    case .after(let step, let plus):
      guard let fired = fired(step) else { throw Window.NoWindow(step: step) }
      return fired + plus.nanoseconds
    }
  }

  private func offset(
    _ reference: PartitionRef, _ path: KeyPath<RunRecord.PartitionLog, Offset>, at moment: Int64?
  ) -> FigureValue {
    guard let moment else {
      guard let log = log(of: reference) else { return .none(.noPartition) }
      return .count(log[keyPath: path].raw)
    }
    // The plan asked for a look at every moment that an expectation names.
    guard let probe = record.probes.first(where: { $0.at.nanoseconds == moment }) else {
      return .none(.knownAtEndOnly)
    }
    guard
      let log = probe.logs.first(where: {
        $0.topic == reference.topic && $0.partition.partition == reference.partition
      })
    else { return .none(.noPartition) }
    return .count(log[keyPath: path].raw)
  }

  func leadersMoved(_ selection: Selection, _ window: Window) -> Int64 {
    partitions(selection).reduce(0) { sum, reference in
      sum + Int64(history(of: reference).moves.count { window.includes($0.at) })
    }
  }

  /// The first election of any of the partitions after the step.
  private func election(
    _ selection: Selection, _ window: Window
  ) -> (partition: PartitionRef, state: PartitionHistory.State)? {
    var first: (partition: PartitionRef, state: PartitionHistory.State)?
    for reference in partitions(selection) {
      let elections = history(of: reference).elections(after: window.begins ?? 0)
      guard let state = elections.first(where: { window.includes($0.at) }) else { continue }
      if first.map({ state.at < $0.state.at }) ?? true { first = (reference, state) }
    }
    return first
  }

  func electionAfter(_ selection: Selection, _ window: Window) -> FigureValue {
    time(election(selection, window)?.state.at, in: window)
  }

  func leaderAppliedAfter(_ selection: Selection, _ window: Window) -> FigureValue {
    guard let elected = election(selection, window) else { return .none(.neverHappened) }
    let applied = record.journal.entries.first { entry in
      guard entry.at.nanoseconds >= elected.state.at,
        case .machine(.becameLeader(let partition, let epoch, _, _)) = entry.happening
      else { return false }
      return epoch >= elected.state.epoch
        && isMeant(elected.partition, by: partition, of: entry.process)
    }
    return time(applied?.at.nanoseconds, in: window)
  }

  /// When the producer learned of a leader that was elected after the step.
  func leaderLearnedAfter(_ selection: Selection, _ window: Window) -> FigureValue {
    var first: Int64?
    for entry in record.journal.entries where window.includes(entry.at.nanoseconds) {
      guard case .machine(.learnedLeader(let partition, .some, let epoch)) = entry.happening,
        case .producer(let producer) = cast.role(of: entry.process),
        selection.producers.contains(producer),
        let reference = reference(partition, in: record.plan.producers[producer].cluster),
        selection.includes(reference, in: self)
      else { continue }
      let elections = history(of: reference).elections(after: window.begins ?? 0)
      guard let elected = elections.first, elected.at <= entry.at.nanoseconds,
        epoch >= elected.epoch
      else { continue }
      first = entry.at.nanoseconds
      break
    }
    return time(first, in: window)
  }

  func isrShrunkAfter(_ selection: Selection, _ window: Window) -> FigureValue {
    var first: Int64?
    for reference in partitions(selection) {
      let states = history(of: reference).states
      for (before, state) in zip(states, states.dropFirst())
      where state.isr.count < before.isr.count && window.includes(state.at) {
        first = min(first ?? state.at, state.at)
        break
      }
    }
    return time(first, in: window)
  }

  /// The first moment at which every partition has all its replicas in sync, after one had not.
  func isrFullAfter(_ selection: Selection, _ window: Window) -> FigureValue {
    let references = partitions(selection)
    let from = window.begins ?? record.origin.nanoseconds
    var changes: [(at: Int64, partition: Int, isFull: Bool)] = []
    var isFull: [Bool] = []
    for (index, reference) in references.enumerated() {
      let history = history(of: reference)
      isFull.append(history.state(at: from).map { $0.isr.count == history.replicas } ?? false)
      for state in history.states where state.at > from {
        changes.append((state.at, index, state.isr.count == history.replicas))
      }
    }
    changes.sort { ($0.at, $0.partition) < ($1.at, $1.partition) }
    var wasShort = isFull.contains(false)
    for change in changes {
      if let until = window.until, change.at > until { break }
      isFull[change.partition] = change.isFull
      if isFull.contains(false) { wasShort = true }
      if wasShort, !isFull.contains(false) { return time(change.at, in: window) }
    }
    return .none(.neverHappened)
  }

  /// Whether a machine of the process means this partition of the plan.
  func isMeant(
    _ reference: PartitionRef, by partition: TopicPartition, of process: ProcessIndex?
  ) -> Bool {
    partition.partition == reference.partition
      && partition.topic == topicNumbers[reference.topic]
      && cluster(of: process) == record.plan.topics[reference.topic].cluster
  }
}
