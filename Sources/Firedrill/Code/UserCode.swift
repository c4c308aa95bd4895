import ClusterSimulation
import KafkaModel
import Scenario

/// Partitioners, assignors, record handlers and connectors that a test author wrote, each under the name by which
/// scenarios call it.
///
/// In Swift and as text a scenario holds only the names: `partitioner.class`, `partition.assignment.strategy`, the
/// handler of an application and the class of a connector. A drill whose scenario names code that was not registered is
/// refused. The functions must answer the same question in the same way every time: a run is a pure function of drill,
/// code and seed. They may be called from several threads, where several seeds run at once.
public struct UserCode: Sendable {
  var written = ClusterSimulation.UserCode()

  /// No code at all.
  public init() {}

  /// Registers a partitioner for `partitioner.class` of producers.
  ///
  /// As in Kafka, clients before 4.0 ask twice for a record that opens a batch (KAFKA-9965).
  /// Source: `org.apache.kafka.clients.producer.Partitioner`.
  ///
  /// - Parameters:
  ///   - name: What `partitioner.class` calls it.
  ///   - choose: The partition of a record, from 0 to below the question's `partitionCount`.
  /// - Precondition: No other partitioner has the name, and each answer is one of the topic's partitions.
  public mutating func addPartitioner(
    _ name: String, choose: @escaping @Sendable (PartitionerQuestion) -> Int
  ) {
    precondition(
      !written.partitioners.contains { $0.name == name }, "a second partitioner '\(name)'")
    written.partitioners.append(
      CustomPartitioner(name: name) { Int32(clamping: choose(PartitionerQuestion($0))) })
  }

  /// Registers an assignor for `partition.assignment.strategy` of groups; it is eager and sends no user data.
  ///
  /// Source: `org.apache.kafka.clients.consumer.ConsumerPartitionAssignor`.
  ///
  /// - Parameters:
  ///   - name: What scenarios and the group's protocol call it.
  ///   - assign: The partitions of each member, in the order of the question's members.
  /// - Precondition: No other assignor has the name, each answer has one list for every member, and partitions have numbers
  ///   from 0 to below 200 000. What it says is taken as it is, as Kafka does: a partition may be given to two members, or to
  ///   none.
  public mutating func addAssignor(
    _ name: String,
    assign: @escaping @Sendable (AssignorQuestion) -> [[AssignorQuestion.Partition]]
  ) {
    precondition(!written.assignors.contains { $0.name == name }, "a second assignor '\(name)'")
    written.assignors.append(
      CustomAssignor(name: name) { group in
        let parts = assign(AssignorQuestion(group))
        precondition(
          parts.count == group.members.count,
          "assignor \(name) answered for \(parts.count) of \(group.members.count) members")
        for partition in parts.joined() {
          // As many as a topic may have here; tables grow with the number.
          precondition(
            (0..<200_000).contains(partition.number),
            "assignor \(name) gave out partition \(partition.number) of \(partition.topic)")
        }
        return zip(group.members, parts).map { member, partitions in
          MemberAssignment(member: member.member, partitions: partitions.map(\.written))
        }
      })
  }

  /// Registers a handler for ``Scenario/Application``: it says how long a member's application takes for a record.
  ///
  /// It is asked for every record that is handed out, repetitions included, in the order of processing. A time below
  /// zero counts as none; times are kept in whole nanoseconds.
  ///
  /// - Parameters:
  ///   - name: What applications call it.
  ///   - time: How long the record takes on the member's thread, beside the application's time for each poll.
  /// - Precondition: No other handler has the name.
  public mutating func addHandler(
    _ name: String, time: @escaping @Sendable (HandledRecord) -> Duration
  ) {
    precondition(!written.handlers.contains { $0.name == name }, "a second handler '\(name)'")
    written.handlers.append(
      RecordHandler(name: name) { TimeSpan(time(HandledRecord($0))).nanoseconds })
  }
}
