import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures of connectors, tasks and workers, as workers told their journal.
extension Evidence {
  /// What a worker reported of itself.
  struct WorkerReport {
    var at: Int64
    var worker: Int
    var event: WorkerEvent
  }

  func connectFigure(
    _ question: Question, _ window: Window, _ moment: Int64
  ) -> FigureValue {
    let figure = question.figure
    switch figure {
    case .rebalances, .generations, .generationAfter, .rebalanceLongest:
      return connectRebalances(question, window)
    case .connectorState, .taskState: return connectState(question, at: moment)
    case .sourceOffsetAge: return sourceOffsetAge(question, at: moment)
    case .offsetCommits, .offsetCommitsFailed, .offsetCommitAfter:
      return offsetCommits(question, window)
    case _: break
    }
    let times = workerReports(question).filter {
      window.includes($0.at) && counts($0.event, for: figure)
    }
    switch figure {
    case .tasksFailed: return .count(Int64(times.count))
    case .lastTaskStartedAfter, .lastWorkerJoinedAfter: return time(times.last?.at, in: window)
    case .rebalanceDelayLongest:
      let delays = times.compactMap { report -> Int64? in
        guard case .joined(_, _, _, _, let delay) = report.event else { return nil }
        return delay.raw * 1_000_000
      }
      return delays.max().map { .time($0) } ?? .none(.neverHappened)
    case _: return time(times.first?.at, in: window)
    }
  }

  private func counts(_ event: WorkerEvent, for figure: Scenario.Figure) -> Bool {
    switch (figure, event) {
    case (.tasksFailed, .taskChanged(_, .failed)), (.taskFailedAfter, .taskChanged(_, .failed)),
      (.taskStartedAfter, .taskStarted), (.lastTaskStartedAfter, .taskStarted),
      (.taskStoppedAfter, .taskStopping), (.taskStopFailedAfter, .taskNotStopped),
      (.workerLostCoordinatorAfter, .coordinatorLost), (.assignmentGivenUpAfter, .gaveUp),
      (.workerJoinedAfter, .joined), (.lastWorkerJoinedAfter, .joined),
      (.rebalanceDelayLongest, .joined):
      true
    case _: false
    }
  }

  // MARK: Who is meant.

  /// What the workers of a question reported, of its connectors and tasks where it names any.
  func workerReports(_ question: Question) -> [WorkerReport] {
    var only: [ConnectorRef]?
    var task: Int32?
    switch question.subject {
    case .connector(let name): only = connectors(named: name)
    case .task(let name, let number):
      only = connectors(named: name)
      task = number
    case .estate, .mirror, .worker, .topic, .partition, .cluster, .node, .hitBy, .producer, .group,
      .member:
      break
    }
    return record.journal.entries.compactMap { entry in
      guard case .machine(.worker(let event)) = entry.happening,
        case .worker(let worker) = cast.role(of: entry.process), isMeant(worker, question)
      else { return nil }
      if let only {
        let herders = record.plan.workers[worker].herders
        guard
          only.contains(where: { reference in
            herders.contains(reference.cluster)
              && event.isAbout(
                name(ofConnector: reference), of: group(of: reference.cluster), task: task)
          })
        else { return nil }
      }
      return WorkerReport(at: entry.at.nanoseconds, worker: worker, event: event)
    }
  }

  func name(ofConnector reference: ConnectorRef) -> String {
    record.plan.connect[reference.cluster].connectors[reference.connector].settings.name
  }

  /// `group.id` of a Connect cluster of the plan.
  func group(of cluster: Int) -> String { record.plan.connect[cluster].settings.groupName }

  private func isMeant(_ worker: Int, _ question: Question) -> Bool {
    let planned = record.plan.workers[worker]
    func belongs(to name: String) -> Bool {
      planned.herders.contains { isCluster($0, named: name) }
    }
    if let name = question.filter.worker, planned.name != "\(name)" { return false }
    if let name = question.filter.mirror, !belongs(to: name) { return false }
    return switch question.subject {
    case .mirror(let name): belongs(to: name)
    case .connector(let name), .task(let name, _): belongs(to: name.owner)
    case .worker(let name): planned.name == "\(name)"
    case .estate, .topic, .partition, .cluster, .node, .hitBy, .producer, .group, .member: true
    }
  }

  // MARK: States.

  private func connectState(_ question: Question, at moment: Int64) -> FigureValue {
    var states: [(name: String, state: ConnectState)] = []
    for report in workerReports(question) where report.at <= moment {
      let change: (name: String, state: ConnectState)? =
        switch (question.figure, report.event) {
        case (.connectorState, .connectorChanged(let group, let name, let state)):
          ("\(group)/\(name)", state)
        case (.taskState, .taskChanged(let task, let state)):
          ("\(task.group)/\(task.connector)-\(task.task)", state)
        case _: nil
        }
      guard let change else { continue }
      if let place = states.firstIndex(where: { $0.name == change.name }) {
        states[place].state = change.state
      } else {
        states.append(change)
      }
    }
    let shown = states.first { $0.state != .running } ?? states.first
    return .word(shown?.state.rawValue ?? "none")
  }

  // MARK: Offsets.

  /// A commit of source offsets by one task; nil: it failed, took too long, or went on at the end.
  private struct Commit {
    var task: TaskName
    var began: Int64
    var stored: Int64?
  }

  private func commits(_ question: Question) -> [Commit] {
    var commits: [Commit] = []
    for report in workerReports(question) {
      switch report.event {
      case .commitBegan(let task, _):
        commits.append(Commit(task: task, began: report.at, stored: nil))
      case .commitStored(let task):
        if let place = commits.lastIndex(where: { $0.task == task }), commits[place].stored == nil {
          commits[place].stored = report.at
        }
      case .client, .coordinatorLost, .gaveUp, .revoked, .joined, .taskChanged, .connectorChanged,
        .taskStarted, .taskStopping, .taskNotStopped, .putFailed, .recordsDropped, .groupsFound:
        continue
      }
    }
    return commits
  }

  private func offsetCommits(_ question: Question, _ window: Window) -> FigureValue {
    let commits = commits(question).filter { window.includes($0.began) }
    switch question.figure {
    case .offsetCommits: return .count(Int64(commits.count))
    case .offsetCommitsFailed: return .count(Int64(commits.count { $0.stored == nil }))
    case _: return time(commits.first?.began, in: window)
    }
  }

  private func sourceOffsetAge(_ question: Question, at moment: Int64) -> FigureValue {
    var last: [(task: TaskName, began: Int64)] = []
    for commit in commits(question) where (commit.stored ?? .max) <= moment {
      if let place = last.firstIndex(where: { $0.task == commit.task }) {
        last[place].began = commit.began
      } else {
        last.append((commit.task, commit.began))
      }
    }
    return last.map(\.began).min().map { .time(moment - $0) } ?? .none(.neverHappened)
  }

  // MARK: The groups of workers.

  private func connectRebalances(_ question: Question, _ window: Window) -> FigureValue {
    let clusters = record.plan.connect.filter { planned in
      let place = record.plan.connect.firstIndex { $0.name == planned.name }
      return question.filter.mirror.map { name in place.map { isCluster($0, named: name) } ?? false
      }
        ?? isNamed(planned.name, question.subject)
    }
    var began: [Int64] = []
    var completed: [Int64] = []
    var lengths: [Int64] = []
    for planned in clusters {
      var open: Int64?
      for entry in record.journal.entries {
        guard case .machine(.group(planned.group, let event)) = entry.happening,
          cluster(of: entry.process) == planned.cluster
        else { continue }
        switch event {
        case .rebalanceBegan:
          open = entry.at.nanoseconds
          began.append(entry.at.nanoseconds)
        case .generationCompleted:
          completed.append(entry.at.nanoseconds)
          if let start = open, window.includes(start) {
            lengths.append(entry.at.nanoseconds - start)
          }
          open = nil
        case .loaded, .memberExpired, .memberLeft, .offsetsExpired: continue
        }
      }
    }
    switch question.figure {
    case .rebalances: return .count(Int64(began.count { window.includes($0) }))
    case .generations: return .count(Int64(completed.count { window.includes($0) }))
    case .generationAfter:
      return time(completed.filter { window.includes($0) }.min(), in: window)
    case _: return lengths.max().map { .time($0) } ?? .none(.neverHappened)
    }
  }

  private func isNamed(_ cluster: String, _ subject: Scenario.Expectation.Subject) -> Bool {
    guard case .mirror(let name) = subject else { return true }
    return cluster == name || cluster.hasPrefix(name + " ")
  }
}

extension WorkerEvent {
  /// Whether it tells of the connector of that group, or of one of its tasks where a number is given.
  func isAbout(_ connector: String, of group: String, task number: Int32?) -> Bool {
    switch self {
    case .taskChanged(let task, _), .taskStarted(let task), .taskStopping(let task),
      .taskNotStopped(let task), .commitBegan(let task, _), .commitStored(let task),
      .putFailed(let task, _), .recordsDropped(let task, _):
      task.group == group && task.connector == connector
        && (number.map { $0 == task.task } ?? true)
    case .connectorChanged(let its, let name, _), .groupsFound(let its, let name, _):
      its == group && name == connector && number == nil
    case .client, .coordinatorLost, .gaveUp, .revoked, .joined: false
    }
  }
}
