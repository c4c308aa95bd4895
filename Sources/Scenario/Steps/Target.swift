extension Scenario {
  /// What a step acts on: an id, or a role that is resolved when the step fires.
  package enum Target: Hashable, Sendable {
    /// `upstream/1`: a broker or controller.
    case node(NodeName)
    /// `host(name)`, or the bare name.
    case host(String)
    /// `site(name)`, or the bare name.
    case site(String)
    /// `rack(name)`: every host of the rack.
    case rack(String)
    /// `producer(name)`, or the bare name.
    case producer(String)
    /// `member(billing/a)`, or the bare name.
    case member(MemberName)
    /// `members(billing)`: all of them.
    case members(String)
    /// `coordinator(billing)`: the broker that coordinates the group.
    case coordinator(String)
    /// `leader(c/t/p)`.
    case leader(PartitionName)
    /// `follower(c/t/p)`: the first living follower in order of assignment.
    case follower(PartitionName)
    /// `followers(c/t/p)`: all of them.
    case followers(PartitionName)
    /// `controller(c)`: the active controller.
    case controller(String)
    /// `brokers(c)`: all of them.
    case brokers(String)
    /// `any(c)`: a living broker of the cluster, drawn.
    case any(String)
    /// `any(billing)`: a living member of the group, drawn.
    case anyMember(String)
    /// `worker(east/a)`, or the bare name: a process of Connect or of a mirror.
    case worker(WorkerName)
    /// `workers(east)`: all processes of a mirror or a Connect cluster.
    case workers(String)
    /// `connectLeader(east)`: the worker that leads the group.
    case connectLeader(String)
    /// `connectFollower(east)`: the first living worker, by name, that does not.
    case connectFollower(String)
    /// `connector(east/source)`: the worker that runs it.
    case connector(ConnectorName)
    /// `task(east/source, 0)`: the worker that runs this task of it.
    case task(ConnectorName, Int32)
    /// `hitBy(step)`, also written `killedIn(step)`: what the step's targets were resolved to.
    case hitBy(step: String)
  }
}
