package import KafkaModel

/// The scenario of this module, for modules that have a `Scenario` of their own.
package typealias WrittenScenario = Scenario

/// A node of a text, for modules in which `Node` means their own.
package typealias WrittenNode = Node

/// An exception's name, for modules in which `ExceptionName` means their own.
package typealias WrittenExceptionName = ExceptionName

/// A rate, for modules in which `Rate` means their own.
package typealias WrittenRate = Rate

extension Scenario {
  /// A Kafka release, for modules that have a `KafkaVersion` of their own.
  package typealias Version = KafkaVersion

  /// The release that a text such as "3.9" stands for.
  package static func version(_ text: String) -> KafkaVersion? { DrillReader.version(text) }

  /// A pattern of names, for modules that do not know the model.
  package typealias Pattern = TopicPattern

  /// The name of a group's member that has none: a to z, then aa, ab and so on.
  package static func letters(_ index: Int) -> String { DrillReader.letters(index) }
}
