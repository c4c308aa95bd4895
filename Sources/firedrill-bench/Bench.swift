/// Every bench by its name on the command line; each has a file of its own.
enum Bench: String, CaseIterable {
  case phold
  case kafkaPath = "kafka-path"
  case drill
  case idle
  case fork
  case groups
  case lab

  /// One line for the list of benches.
  var summary: String {
    switch self {
    case .phold: Phold.summary
    case .kafkaPath: KafkaPath.summary
    case .drill: DrillBench.summary
    case .idle: Idle.summary
    case .fork: ForkBench.summary
    case .groups: GroupsBench.summary
    case .lab: LabBench.summary
    }
  }

  /// Runs the bench and returns its figures in the order of printing.
  func run(_ options: inout BenchOptions) async throws(BenchError) -> [BenchFigure] {
    switch self {
    case .phold: try Phold.run(&options)
    case .kafkaPath: try KafkaPath.run(&options)
    case .drill: try await DrillBench.run(&options)
    case .idle: try Idle.run(&options)
    case .fork: try ForkBench.run(&options)
    case .groups: try GroupsBench.run(&options)
    case .lab: try LabBench.run(&options)
    }
  }
}
