/// A call in progress: what of it is answered, and where the rest stands (`AdminApiDriver`).
struct AdminJob: Sendable {
  /// Whom a request of the call is about; at most one is under way for each.
  enum Scope: Hashable, Sendable {
    /// The coordinator of the key's group.
    case coordinator(key: Int)
    /// The leaders of all keys that want one.
    case leaders
    case node(NodeID)
  }

  struct ScopeState: Sendable {
    var scope: Scope
    var isInFlight = false
    var tries: Int64 = 0
    var nextTry = ClientMetadata.longAgo
  }

  /// One group or partition of the call.
  struct Key: Sendable {
    enum Subject: Hashable, Sendable {
      case group(GroupID)
      case partition(NamedPartition)
    }

    enum Stage: Hashable, Sendable {
      case lookup
      case at(NodeID)
      case done
    }

    let subject: Subject
    var stage = Stage.lookup
    /// A partition's topic as the last lookup found it.
    var topic = TopicIndex(-1)
    var failure: AdminFailure?
    var offset = Offset.none
    var description: DescribedGroup?

    init(_ subject: Subject) { self.subject = subject }
  }

  let id: AdminCallID
  let call: AdminCall
  let deadline: Milliseconds
  var keys: [Key]
  var scopes: [ScopeState] = []
  /// What `listGroups` has gathered.
  var groups: [ListedGroup] = []
  var failures: [AdminFailure] = []
  var openBrokers: [NodeID] = []
  /// The answer of a call about one group.
  var answer: AdminAnswer?

  init(_ id: AdminCallID, _ call: AdminCall, deadline: Milliseconds) {
    self.id = id
    self.call = call
    self.deadline = deadline
    switch call {
    case .describeGroups(let groups): keys = groups.map { Key(.group($0)) }
    case .listConsumerGroupOffsets(let group), .alterConsumerGroupOffsets(let group, _):
      keys = [Key(.group(group))]
    case .listOffsets(let partitions, _): keys = partitions.map { Key(.partition($0)) }
    case .listTopics, .describeTopics, .describeTopicConfigs, .createTopics, .createPartitions,
      .incrementalAlterConfigs, .deleteTopics, .listGroups, .describeACLs:
      keys = []
    }
  }

  var isDone: Bool { keys.allSatisfy { $0.stage == .done } }

  /// The place of a scope's state, made at the first question.
  mutating func place(of scope: Scope) -> Int {
    if let index = scopes.firstIndex(where: { $0.scope == scope }) { return index }
    scopes.append(ScopeState(scope: scope))
    return scopes.count - 1
  }

  mutating func fail(_ keys: [Int], _ failure: AdminFailure) {
    for key in keys where self.keys[key].stage != .done {
      self.keys[key].stage = .done
      self.keys[key].failure = failure
    }
  }

  /// The keys that a lookup in this scope is for.
  func keys(in scope: Scope) -> [Int] {
    switch scope {
    case .coordinator(let key): [key]
    case .leaders: keys.indices.filter { keys[$0].stage == .lookup }
    case .node(let node): keys.indices.filter { keys[$0].stage == .at(node) }
    }
  }
}
