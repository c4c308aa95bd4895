/// What a consumer asks of its shell, in order.
package enum ConsumerEffect: Hashable, Sendable {
  /// Open a connection to the node; negative ids are the bootstrap servers in their order. `channel` tells the
  /// connection to the coordinator from that to the same broker as a leader.
  case connect(ConsumerNode)
  /// Close the connection: bytes already written still travel.
  case close(ConsumerNode)
  case send(ConsumerNode, correlation: Int32, Request, bytes: Int32)
  /// Call `wake` at this reading of the host's clock, or on the next input; replaces the earlier wake.
  case wake(at: Milliseconds)
  /// The application's call returned.
  case returned(ConsumerAnswer)
  /// The rebalance listener runs in the application's thread, inside its call; the application answers with
  /// `listenerReturned`, and may call commitSync before.
  case listener(RebalanceCallback)
  /// What became of an asynchronous commit, automatic ones included; told in the application's thread.
  case committed(CommitOutcome)
  case journal(JournalEvent)
}

/// A node as a consumer's network client names it: the coordinator has a connection of its own
/// (`Integer.MAX_VALUE - id`).
package struct ConsumerNode: Hashable, Sendable {
  package var id: NodeID
  package var isCoordinator: Bool

  package init(_ id: NodeID, isCoordinator: Bool = false) {
    self.id = id
    self.isCoordinator = isCoordinator
  }
}

/// A call of the application's `ConsumerRebalanceListener`.
package enum RebalanceCallback: Hashable, Sendable {
  case revoked([TopicPartition])
  case lost([TopicPartition])
  /// Also called with an empty list.
  case assigned([TopicPartition])
}

/// What became of a commit.
package struct CommitOutcome: Hashable, Sendable {
  package var kind: Kind
  package var offsets: [PartitionOffset]
  /// nil: the coordinator has answered that the offsets are stored.
  package var failure: ConsumerException?

  package enum Kind: Hashable, Sendable {
    case automatic
    case asynchronous
    case synchronous
  }

  package init(kind: Kind, offsets: [PartitionOffset], failure: ConsumerException?) {
    self.kind = kind
    self.offsets = offsets
    self.failure = failure
  }
}
