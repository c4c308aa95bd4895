import KafkaModel
import Testing

@Suite struct TopicSelectionTests {
  private func selection(
    _ version: KafkaVersion = KafkaVersion(3, 9, 1),
    _ change: (inout MirrorSettings) -> Void = { _ in }
  ) -> TopicSelection {
    var settings = MirrorSettings(sourceAlias: "A", targetAlias: "B")
    settings.topicsExclude = TopicFilter.defaultExclude(MirrorBehaviour(version))
    change(&settings)
    return settings.topicSelection(MirrorBehaviour(version))
  }

  @Test func `A local topic named like a copy from the target is never mirrored`() {
    #expect(!selection().copies("B.orders"))
    #expect(selection().copies("orders.v1"))
  }

  @Test func `The identity policy does not see that a topic comes back`() {
    let selection = selection { $0.policy = .identity }
    #expect(selection.remoteTopic("orders") == "orders")
    #expect(selection.copies("orders"))
    #expect(selection.remoteTopic("heartbeats") == "A.heartbeats")
    #expect(!selection.copies("B.heartbeats"))
  }

  @Test(arguments: [(KafkaVersion(3, 9, 1), false), (KafkaVersion(4, 1, 1), true)])
  func `Topics of users that end like internal ones are mirrored since KIP-1074`(
    version: KafkaVersion, copies: Bool
  ) {
    #expect(selection(version).copies("billing-internal") == copies)
    #expect(selection(version).copies("billing.internal") == copies)
    #expect(!selection(version).copies("mm2-configs.A.internal"))
    #expect(!selection(version).copies("__consumer_offsets"))
  }

  @Test(arguments: [(KafkaVersion(3, 9, 1), true), (KafkaVersion(4, 1, 1), false)])
  func `Heartbeats can be left to the filter since KIP-1089`(version: KafkaVersion, copies: Bool) {
    let selection = selection(version) {
      $0.topics = ["orders"]
      $0.replicatesHeartbeats = false
    }
    #expect(selection.copies("heartbeats") == copies)
  }

  @Test(arguments: [
    (KafkaVersion(2, 8, 2), true, "mm2-offset-syncs.B.internal"),
    (KafkaVersion(3, 5, 1), false, "mm2-offset-syncs_B_internal"),
    (KafkaVersion(3, 9, 1), true, "mm2-offset-syncs_B_internal"),
    (KafkaVersion(3, 9, 1), false, "mm2-offset-syncs.B.internal"),
  ])
  func `Internal topics follow the separator since KIP-690, and KIP-949 switches it off`(
    version: KafkaVersion, separates: Bool, name: String
  ) {
    let selection = selection(version) {
      $0.separator = "_"
      $0.separatesInternalTopics = separates
    }
    #expect(selection.policy.offsetSyncsTopic(other: "B") == name)
  }

  @Test func `An empty list wants nothing, and exclusion wins`() {
    #expect(!TopicFilter(topics: [], exclude: []).wants("orders"))
    #expect(!TopicFilter(topics: ["orders"], exclude: ["ord.*"]).wants("orders"))
    #expect(GroupFilter().wants("readers"))
    #expect(!GroupFilter().wants("connect-readers"))
    #expect(TopicFilter(topics: ["a{2}"], exclude: []).problem != nil)
  }
}
