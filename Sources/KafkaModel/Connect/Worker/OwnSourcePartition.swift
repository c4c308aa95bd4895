/// The source partition of a record that its task makes itself.
///
/// Source: `Checkpoint.connectPartition`, `Heartbeat.connectPartition`.
package enum OwnSourcePartition: Hashable, Sendable {
  /// The partition is the target's.
  case checkpoint(group: String, NamedPartition)
  case heartbeat(source: String, target: String)
  /// Of a connector that a test author wrote.
  case custom(String)
}
