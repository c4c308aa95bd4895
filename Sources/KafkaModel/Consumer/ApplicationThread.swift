/// Where the application's thread is.
enum ApplicationThread: Hashable, Sendable {
  /// In the application's own code.
  case outside
  /// In one of the consumer's methods.
  case inside(CallInProgress, ThreadPause)
  /// `close` has returned.
  case closed
}

/// The method the thread is in, and what it remembers of its way.
enum CallInProgress: Hashable, Sendable {
  case poll(PollInProgress)
  case commitSync([PartitionOffset], deadline: Milliseconds)
  case positions([TopicPartition], deadline: Milliseconds)
  case unsubscribe
  case close(CloseInProgress)
}

/// A `close()` on its way (`ClassicKafkaConsumer.close`).
struct CloseInProgress: Hashable, Sendable {
  /// The application's timeout.
  let deadline: Milliseconds
  var stage: Stage

  enum Stage: Hashable, Sendable {
    /// The last commit, and leaving the group.
    case group(until: Milliseconds)
    /// Fetch sessions are ended.
    case sessions(until: Milliseconds)
  }
}

/// Why the thread does not go on.
enum ThreadPause: Hashable, Sendable {
  case running
  /// In a poll of the network, until something comes or this time.
  case polling(until: Milliseconds)
  case sleeping(until: Milliseconds)
  /// The application's rebalance listener runs.
  case listening
}

/// A `poll()` between two looks at the network (`ClassicKafkaConsumer.poll`).
struct PollInProgress: Hashable, Sendable {
  let deadline: Milliseconds
  var stage = Stage.coordinator

  enum Stage: Hashable, Sendable {
    /// The group: coordinator, rejoin, automatic commit.
    case coordinator
    /// Positions of newly assigned and of moved partitions.
    case positions
    /// Hand out what is buffered, else fetch and wait.
    case fetches
    /// The wait for a fetch is over.
    case waited
  }
}
