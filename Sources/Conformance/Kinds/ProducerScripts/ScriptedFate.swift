import KafkaModel
import Scenario

/// What meets the n-th produce request that leaves the client.
struct ScriptedFate {
  enum Action: String {
    case ok
    case error
    case appendError = "append_error"
    case dropRequest = "drop_request"
    case dropResponse = "drop_response"
    case close
    case appendClose = "append_close"
    case late
  }

  var action: Action
  var delay: Int64
  var error = ErrorCode.none
  /// The error is for this partition only.
  var partition: Int32?
  /// The broker refuses connections for so long after closing.
  var down: Int64 = 0

  init(delay: Int64) {
    action = .ok
    self.delay = delay
  }

  init(_ recorded: Node) throws(VectorFault) {
    let name = try recorded.needString("action")
    guard let action = Action(rawValue: name) else {
      throw VectorFault(message: "unknown fate '\(name)'")
    }
    self.action = action
    delay = try recorded.needInteger("delay")
    if let text = recorded["error"]?.string {
      guard let error = ErrorCode(protocolName: text) else {
        throw VectorFault(message: "unknown error '\(text)'")
      }
      self.error = error
    }
    partition = try recorded["partition"]?.asInt32("'partition'")
    down = recorded["down"]?.integer ?? 0
  }
}
