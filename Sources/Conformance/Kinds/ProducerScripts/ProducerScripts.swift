import KafkaModel
import Scenario

/// Vectors of kind producer-scripts: the whole producer against a scripted broker on a manual clock.
enum ProducerScripts {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    var run = try ProducerScriptRun(recorded)
    try run.play()
    let wanted = try ScriptOutcome(recorded: try recorded.need("expect"), fates: run.isIdempotent)
    return wanted.compared(with: run.outcome)
  }
}

/// What a scripted run shows, a line of text per happening, in the sections of the vectors.
struct ScriptOutcome {
  var requests: [String] = []
  var broker: [String] = []
  var connections: [String] = []
  var log: [String] = []
  var callbacks: [String] = []

  init() {}

  func compared(with got: ScriptOutcome) -> CaseResult {
    let sections = [
      ("requests", requests, got.requests), ("broker", broker, got.broker),
      ("connections", connections, got.connections), ("log", log, got.log),
      ("callbacks", callbacks, got.callbacks),
    ]
    for (name, wanted, found) in sections {
      for index in 0..<max(wanted.count, found.count) {
        let left = index < wanted.count ? wanted[index] : "nothing more"
        let right = index < found.count ? found[index] : "nothing more"
        if left != right {
          return .differ(wanted: "\(name)[\(index)] \(left)", got: "\(name)[\(index)] \(right)")
        }
      }
    }
    return .agree
  }
}

extension ScriptOutcome {
  init(recorded: Node, fates isIdempotent: Bool) throws(VectorFault) {
    for request in try recorded.needElements("requests") {
      var line = "\(try request.needInteger("request")) at \(try request.needInteger("at"))"
      line += " on \(try request.needInteger("connection")):"
      for batch in try request.needElements("batches") {
        line += " p\(try batch.needInteger("partition")) \(try batch.needInt32s("records"))"
        if isIdempotent {
          line += " epoch \(try batch.needInteger("epoch"))"
          line += " sequence \(try batch.needInteger("base_sequence"))"
        }
      }
      requests.append(line)
    }
    for entry in try recorded.needElements("broker") {
      let result = try entry.need("result")
      var text = result.string ?? ""
      for part in result.elements ?? [] {
        text += " p\(try part.needInteger("partition")) \(try part.needString("outcome"))"
      }
      broker.append(
        Self.brokerLine(Int(try entry.needInteger("request")), try entry.needInteger("at"), text))
    }
    for entry in try recorded.needElements("connections") {
      connections.append(
        Self.connectionLine(
          Int(try entry.needInteger("connection")), try entry.needInteger("at"),
          try entry.needString("result")))
    }
    log = try recorded.needElements("log").map { StepAnswers.text(of: $0) }
    for callback in try recorded.needElements("callbacks") {
      var line = "\(try callback.needInteger("record")) at \(try callback.needInteger("at")): "
      if let exception = callback["exception"]?.string {
        line += exception
        let message = try callback.needString("message")
        let isClientMade = message.hasPrefix("Expiring") || message.hasPrefix("Disconnected")
        if isClientMade { line += " " + message }
      } else {
        line += "offset \(try callback.needInteger("offset"))"
      }
      callbacks.append(line)
    }
  }

  static func brokerLine(_ request: Int, _ at: Int64, _ result: String) -> String {
    "\(request) at \(at): \(result)"
  }

  static func connectionLine(_ connection: Int, _ at: Int64, _ result: String) -> String {
    "\(connection) at \(at) \(result)"
  }
}
