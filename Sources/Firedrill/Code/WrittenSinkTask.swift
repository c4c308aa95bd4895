import KafkaModel

/// An author's sink task as the simulated worker calls it.
struct WrittenSinkTask<Task: SinkTask>: CustomSinkTask {
  private var task: Task

  init(_ task: Task) { self.task = task }

  mutating func start(
    _ configuration: SettingMap, _ context: inout CustomSinkContext
  ) throws(TaskException) {
    try call(&context) { (task, context) throws(ConnectorFailure) in
      try task.start(Scenario.Settings(configuration), &context)
    }
  }

  mutating func open(
    _ partitions: [NamedPartition], _ context: inout CustomSinkContext
  ) throws(TaskException) {
    try call(&context) { (task, context) throws(ConnectorFailure) in
      try task.open(partitions.map { SinkPartition($0) }, &context)
    }
  }

  mutating func put(
    _ records: [CustomSinkRecord], _ context: inout CustomSinkContext
  ) throws(TaskException) {
    try call(&context) { (task, context) throws(ConnectorFailure) in
      try task.put(records.map { SinkRecord($0) }, &context)
    }
  }

  mutating func preCommit(
    _ offsets: [CustomSinkOffset], _ context: inout CustomSinkContext
  ) throws(TaskException) -> [CustomSinkOffset] {
    try call(&context) { (task, context) throws(ConnectorFailure) in
      try task.preCommit(offsets.map { SinkOffset($0) }, &context).map(\.written)
    }
  }

  mutating func close(_ partitions: [NamedPartition]) {
    task.close(partitions.map { SinkPartition($0) })
  }

  mutating func stop() { task.stop() }

  /// What a method asks before it throws counts as well.
  private mutating func call<Answer>(
    _ written: inout CustomSinkContext,
    _ body: (inout Task, inout SinkContext) throws(ConnectorFailure) -> Answer
  ) throws(TaskException) -> Answer {
    var context = SinkContext(written)
    defer { written = context.written }
    do throws(ConnectorFailure) {
      return try body(&task, &context)
    } catch {
      throw error.written
    }
  }
}
