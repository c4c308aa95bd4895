package import ClusterSimulation
package import KafkaModel

/// Who the processes of a run are, by process index: each cluster's controller and brokers, then the producers,
/// then the members of the groups, then the workers of Connect.
///
/// The same order in which the shell numbers its processes when it is made from the plan.
package struct Cast: Sendable {
  package private(set) var roles: [Role] = []

  package enum Role: Hashable, Sendable {
    case controller(ClusterIndex, NodeID)
    case broker(ClusterIndex, NodeID)
    case producer(Int)
    /// By the plan's groups and their members.
    case member(group: Int, Int)
    /// By the plan's Connect workers.
    case worker(Int)
  }

  package init(_ plan: Plan) {
    for (index, cluster) in plan.clusters.enumerated() {
      let number = ClusterIndex(Int32(index))
      roles.append(.controller(number, cluster.controller.id))
      for broker in cluster.brokers { roles.append(.broker(number, broker.id)) }
    }
    for producer in plan.producers.indices { roles.append(.producer(producer)) }
    for (number, group) in plan.groups.enumerated() {
      // A sink connector's members are tasks of workers.
      guard group.sink == nil else { continue }
      for member in group.members.indices { roles.append(.member(group: number, member)) }
    }
    for worker in plan.workers.indices { roles.append(.worker(worker)) }
  }

  package func role(of process: ProcessIndex?) -> Role? {
    guard let process, roles.indices.contains(Int(process.raw)) else { return nil }
    return roles[Int(process.raw)]
  }

  /// The process of a broker or controller.
  package func process(of node: NodeID, in cluster: ClusterIndex) -> ProcessIndex? {
    roles.firstIndex(of: .broker(cluster, node)).map { ProcessIndex(Int32($0)) }
      ?? roles.firstIndex(of: .controller(cluster, node)).map { ProcessIndex(Int32($0)) }
  }
}
