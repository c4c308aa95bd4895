/// Why a task begins anew when it has ended.
enum TaskRestart: Sendable {
  /// `POST /connectors/{c}/tasks/{n}/restart`
  case alone
  /// `POST /connectors/{c}/restart?includeTasks=true` (KIP-745), which says RESTARTING in between.
  case withConnector
}
