package import KafkaModel

/// A drill: an estate, its load, what happens to it, and what is expected of it.
///
/// A plain value: nothing in it is resolved beyond the file itself (references are known to exist, amounts
/// have their units, repeated steps are written out). Written as text by `text`, read by `read`.
package struct Scenario: Hashable, Sendable {
  package var title = ""
  /// The Kafka release of every cluster and client that does not name its own.
  package var kafkaVersion: KafkaVersion
  /// The root of all random streams.
  package var seed: UInt64 = 1
  package var runFor: RunLength
  package var sites: [Site] = []
  /// The hosts that the file declares; see `allHosts` for those that brokers and producers imply.
  package var hosts: [Host] = []
  package var links: [Link] = []
  package var clusters: [Cluster] = []
  package var topics: [Topic] = []
  package var producers: [Producer] = []
  package var groups: [Group] = []
  package var connect: [ConnectCluster] = []
  package var mirrors: [Mirror] = []
  /// How often every group's lag is looked at; nil never.
  package var lagSampling: TimeSpan?
  package var steps: [Step] = []
  package var expectations: [Expectation] = []
  package var variations: Variations = .none

  package init(kafkaVersion: KafkaVersion, runFor: RunLength) {
    self.kafkaVersion = kafkaVersion
    self.runFor = runFor
  }

  /// When a run ends.
  package enum RunLength: Hashable, Sendable {
    case time(TimeSpan)
    /// Ends `plus` after `predicate` holds (after step `after` has fired, if named), at `atMost` in any case.
    case until(Predicate, after: String?, plus: TimeSpan, atMost: TimeSpan?)
  }
}
