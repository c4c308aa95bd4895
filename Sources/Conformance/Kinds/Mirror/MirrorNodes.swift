import KafkaModel
import Scenario

extension Node {
  /// The whole number at a place of a step.
  func needInteger(at index: Int) throws(VectorFault) -> Int64 {
    guard let integer = self[index]?.integer else {
      throw VectorFault(message: "a step has no whole number at \(index)")
    }
    return integer
  }

  /// The text at a place of a step.
  func needString(at index: Int) throws(VectorFault) -> String {
    guard let string = self[index]?.string else {
      throw VectorFault(message: "a step has no text at \(index)")
    }
    return string
  }

  func needBool(_ key: String) throws(VectorFault) -> Bool {
    guard case .bool(let bool) = try need(key).value else {
      throw VectorFault(message: "'\(key)' is neither true nor false")
    }
    return bool
  }

  /// An offset sync of which the upstream offset stands at a place, and the downstream one after it.
  func needSync(at index: Int) throws(VectorFault) -> OffsetSync {
    OffsetSync(
      upstream: Offset(try needInteger(at: index)),
      downstream: Offset(try needInteger(at: index + 1)))
  }
}

extension KafkaVersion {
  /// A version of MirrorMaker 2 that a case names.
  init(recordedMirror text: String) throws(VectorFault) {
    do {
      self = try KafkaVersion(modelled: text, for: .mirror)
    } catch {
      throw VectorFault(message: error.description)
    }
  }
}

extension NamedPartition {
  /// "t0-3"; the topic may have dashes itself.
  init(recorded text: String) throws(VectorFault) {
    guard let dash = text.lastIndex(of: "-"), let number = Int32(text[text.index(after: dash)...])
    else { throw VectorFault(message: "'\(text)' is no partition") }
    self.init(topic: String(text[..<dash]), partition: PartitionIndex(number))
  }

  var recorded: String { "\(topic)-\(partition)" }
}
