/// Whom a client's answers are for.
enum ClientOwner: Hashable, Sendable {
  /// An internal topic of a herder.
  case log(Int)
  /// A task's producer of records.
  case taskProducer(Int)
  /// What reads for a task: a mirror's source consumer.
  case taskConsumer(Int)
  /// The consumer of a sink task.
  case sinkConsumer(Int)
  /// A task's producer of offset syncs.
  case taskSyncs(Int)
  /// An admin client of a connector.
  case connector(Int)
  /// What a checkpoint task asks and reads with.
  case checkpoints(Int)
  /// The connections of a herder's group.
  case member(Int)
}
