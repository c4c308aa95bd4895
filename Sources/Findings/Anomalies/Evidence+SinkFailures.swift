import ClusterSimulation
import KafkaModel

extension Evidence {
  /// Each time that a task of a sink connector became FAILED: what its put threw then, if it was that, and the end.
  func failures(ofSink group: Int) -> [[JournalIndex]] {
    let reading = readings[group]
    guard record.plan.groups[group].sink != nil else { return [] }
    var thrown: [(task: TaskName, entry: JournalIndex)] = []
    var failures: [[JournalIndex]] = []
    for (number, entry) in record.journal.entries.enumerated() {
      let index = JournalIndex(Int32(number))
      switch entry.happening {
      case .machine(.worker(.putFailed(let task, _))):
        guard isTask(task, of: reading) else { continue }
        thrown.removeAll { $0.task == task }
        thrown.append((task, index))
      case .machine(.worker(.taskChanged(let task, .failed))):
        guard isTask(task, of: reading) else { continue }
        failures.append(thrown.filter { $0.task == task }.map(\.entry) + [index])
      case _: continue
      }
    }
    return failures
  }
}
