/// Deals all connectors and then all tasks round and round over the workers, whatever they ran before.
///
/// Source: `org.apache.kafka.connect.runtime.distributed.EagerAssignor`.
package struct EagerAssignor: Hashable, Sendable {
  package init() {}

  /// Who runs what; one answer for every worker, in their order.
  package func assign(
    _ configuration: ConnectConfiguration, to workers: [MemberID]
  ) -> [WorkerWork] {
    var answer = workers.map { WorkerWork(worker: $0) }
    let order = workers.indices.sorted { workers[$0].text.precedesInJava(workers[$1].text) }
    guard !order.isEmpty else { return answer }
    var turn = 0
    for entry in configuration.entries {
      answer[order[turn % order.count]].work.connectors.append(entry.connector)
      turn += 1
    }
    for task in configuration.work.tasks {
      answer[order[turn % order.count]].work.tasks.append(task)
      turn += 1
    }
    return answer
  }
}
