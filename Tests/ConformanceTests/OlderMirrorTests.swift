import Foundation
import KafkaModel
import Scenario
import Testing

/// One row of the older vectors of mirrors.
struct OlderMirrorCase: Sendable, CustomTestStringConvertible {
  var node: Node

  var testDescription: String { node["id"]?.string ?? StepText.of(node) }

  static func all(_ file: String, _ list: String) -> [OlderMirrorCase] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    guard let bytes = try? Data(contentsOf: folder.appending(path: "OlderVectors/\(file).json")),
      let document = try? Reader.read(Array(bytes), file: file)
    else { return [] }
    return (document[list]?.elements ?? []).map { OlderMirrorCase(node: $0) }
  }

  private enum StepText {
    static func of(_ node: Node) -> String {
      (node.members ?? []).compactMap { $0.value.string }.joined(separator: ", ")
    }
  }
}

@Suite struct OlderMirrorTests {
  /// The older vectors follow the trunk of October 2024: 3.9 but for the switch of heartbeats.
  private var behaviour: MirrorBehaviour {
    var behaviour = MirrorBehaviour(KafkaVersion(3, 9, 1))
    behaviour.heartbeatReplicationSwitch = true
    return behaviour
  }

  private let partition = NamedPartition(topic: "t", partition: PartitionIndex(0))

  @Test func `The older vectors are complete`() {
    #expect(OlderMirrorCase.all("offset-translation", "store_vectors").count == 24)
    #expect(OlderMirrorCase.all("offset-translation", "pre_3_5_vectors").count == 4)
    #expect(OlderMirrorCase.all("offset-translation", "writer_vectors").count == 8)
    #expect(OlderMirrorCase.all("replication-policy", "vectors").count == 31)
    #expect(OlderMirrorCase.all("replication-policy", "internal_topic_names").count == 3)
    #expect(OlderMirrorCase.all("replication-policy", "hop_counts").count == 7)
    #expect(OlderMirrorCase.all("replication-policy", "checkpoint_renames").count == 3)
  }

  // MARK: Offset syncs

  @Test(arguments: OlderMirrorCase.all("offset-translation", "store_vectors"))
  func `The store of offset syncs agrees with the older vectors`(
    _ recorded: OlderMirrorCase
  ) throws {
    let node = recorded.node
    let mustReadToEnd = try #require(node["initialization_must_read_to_end"]).value == .bool(true)
    var store = OffsetSyncStore(mustReadToEnd: mustReadToEnd, behaviour)
    for (index, step) in (node["steps"]?.elements ?? []).enumerated() {
      switch try #require(step["op"]?.string) {
      case "read_to_end_complete":
        store.readToEnd()
      case "sync":
        store.add(
          OffsetSync(
            upstream: Offset(try #require(step["upstream"]?.integer)),
            downstream: Offset(try #require(step["downstream"]?.integer))), of: partition)
      case "sync_range":
        let end = try #require(step["to_inclusive"]?.integer)
        let shift = try #require(step["downstream_minus_upstream"]?.integer)
        var upstream = try #require(step["from"]?.integer)
        while upstream <= end {
          store.add(
            OffsetSync(upstream: Offset(upstream), downstream: Offset(upstream + shift)),
            of: partition)
          upstream += try #require(step["step"]?.integer)
        }
      case "translate":
        let offset = Offset(try #require(step["group_upstream_offset"]?.integer))
        #expect(
          text(store.translate(offset, of: partition)) == wanted(step), "step \(index)")
      case "translate_other_partition":
        let other = NamedPartition(topic: "t", partition: PartitionIndex(1))
        let offset = Offset(try #require(step["group_upstream_offset"]?.integer))
        #expect(text(store.translate(offset, of: other)) == wanted(step), "step \(index)")
      case "state":
        let syncs = try #require(step["expect_distinct_syncs_newest_first"]?.elements)
        #expect(
          store.syncs(of: partition).map { [$0.sync.upstream.raw, $0.sync.downstream.raw] }
            == syncs.map { ($0.elements ?? []).compactMap(\.integer) }, "step \(index)")
      case let other:
        Issue.record("'\(other)' is no step")
      }
    }
  }

  @Test(arguments: OlderMirrorCase.all("offset-translation", "pre_3_5_vectors"))
  func `Dead reckoning before 3_5 agrees with the older vectors`(
    _ recorded: OlderMirrorCase
  ) throws {
    let node = recorded.node
    // A sync of (-1, -1) is how 2.8 has none.
    let sync = node["latest_sync"]?.elements?.compactMap(\.integer) ?? []
    let isOldest = sync == [-1, -1]
    var store = OffsetSyncStore(
      MirrorBehaviour(isOldest ? KafkaVersion(2, 8, 2) : KafkaVersion(3, 3, 2)))
    if sync.count == 2, !isOldest {
      store.add(
        OffsetSync(upstream: Offset(sync[0]), downstream: Offset(sync[1])), of: partition)
    }
    for query in node["queries"]?.elements ?? [] {
      let offset = Offset(try #require(query["group_upstream_offset"]?.integer))
      #expect(text(store.translate(offset, of: partition)) == wanted(query))
    }
  }

  @Test(arguments: OlderMirrorCase.all("offset-translation", "writer_vectors"))
  func `The writer of offset syncs agrees with the older vectors`(
    _ recorded: OlderMirrorCase
  ) throws {
    let node = recorded.node
    var writer = OffsetSyncWriter(
      partitions: 1, maxLag: try #require(node["offset_lag_max"]?.integer), behaviour)
    var sent: [OutgoingOffsetSync] = []
    for event in node["events"]?.elements ?? [] {
      let before = sent.count
      if let record = event["record"]?.elements?.compactMap(\.integer) {
        writer.acked(
          MirroredPartition(0), upstream: Offset(record[0]), downstream: Offset(record[1]),
          into: &sent)
        #expect((sent.count > before) == (event["immediate"]?.value == .bool(true)))
      } else {
        writer.commit(into: &sent)
        #expect(
          sent.dropFirst(before).map { [$0.sync.upstream.raw, $0.sync.downstream.raw] }
            == [event["promoted"]?.elements?.compactMap(\.integer)])
      }
    }
    if node["records"] != nil {
      writer.acked(
        MirroredPartition(0), upstream: .zero, downstream: .zero, count: 1001, into: &sent)
      #expect(
        sent.map(\.sync.upstream.raw)
          == node["all_sent_upstream"]?.elements?.compactMap(\.integer))
    } else {
      #expect(
        sent.map { [$0.sync.upstream.raw, $0.sync.downstream.raw] }
          == node["all_sent"]?.elements?.map { ($0.elements ?? []).compactMap(\.integer) })
    }
  }

  private func text(_ answer: TranslatedOffset) -> String {
    switch answer {
    case .unknown: "none"
    case .tooOld: "-1"
    case .known(let offset): offset.description
    }
  }

  private func wanted(_ node: Node) -> String? {
    node["expect"]?.string ?? node["expect"]?.integer.map(String.init)
  }

  // MARK: Names

  @Test(arguments: OlderMirrorCase.all("replication-policy", "vectors"))
  func `Policies agree with the older vectors`(_ recorded: OlderMirrorCase) throws {
    let node = recorded.node
    let flow = try flow(node)
    let policy = try policy(try #require(node["policy"]?.string), flow)
    let overrides = node["filter_overrides"]
    let included = overrides?["inc"]?.elements?.compactMap(\.string)
    let selection = TopicSelection(
      flow, policy: policy,
      filter: TopicFilter(
        topics: included ?? [".*"], exclude: TopicFilter.defaultExclude(behaviour)),
      copiesHeartbeats: overrides?["hbrep"]?.value != .bool(false), behaviour)
    let topic = try #require(node["topic_on_source"]?.string)
    #expect(selection.remoteTopic(topic) == node["remote_name_on_target"]?.string)
    #expect(policy.source(of: topic) == node["topic_source"]?.string)
    #expect(policy.upstreamTopic(of: topic) == node["upstream_topic"]?.string)
    #expect(policy.originalTopic(of: topic) == node["original_topic"]?.string)
    let tests = [
      ("is_internal", policy.isInternalTopic(topic)),
      ("is_heartbeats", policy.isHeartbeatsTopic(topic)),
      ("is_checkpoints", policy.isCheckpointsTopic(topic)),
      ("is_cycle", policy.hasPassed(flow.target, topic)),
      ("replicated_with_default_filters", selection.copies(topic)),
    ]
    for (key, got) in tests { #expect(node[key]?.value == .bool(got), "\(key)") }
  }

  @Test(arguments: OlderMirrorCase.all("replication-policy", "internal_topic_names"))
  func `Internal names agree with the older vectors`(_ recorded: OlderMirrorCase) throws {
    let node = recorded.node
    let alias = try #require(node["alias"]?.string)
    let policy = try policy(
      try #require(node["policy"]?.string), MirrorFlow(source: alias, target: alias))
    #expect(policy.offsetSyncsTopic(other: alias) == node["offset_syncs_topic"]?.string)
    #expect(policy.checkpointsTopic(of: alias) == node["checkpoints_topic"]?.string)
  }

  @Test(arguments: OlderMirrorCase.all("replication-policy", "hop_counts"))
  func `Hops agree with the older vectors`(_ recorded: OlderMirrorCase) throws {
    let node = recorded.node
    let hops = ReplicationPolicy(.prefixed, behaviour).hops(
      of: try #require(node["topic"]?.string), from: try #require(node["upstream"]?.string))
    #expect(Int64(hops ?? -1) == node["hops"]?.integer)
  }

  @Test(arguments: OlderMirrorCase.all("replication-policy", "checkpoint_renames"))
  func `Names of checkpoints agree with the older vectors`(_ recorded: OlderMirrorCase) throws {
    let node = recorded.node
    let selection = TopicSelection(
      try flow(node), policy: ReplicationPolicy(.prefixed, behaviour),
      filter: TopicFilter(exclude: []),
      behaviour)
    let topic = try #require(node["group_topic"]?.string)
    #expect(selection.targetTopic(ofGroupTopic: topic) == node["checkpoint_topic_name"]?.string)
  }

  /// "A->B"
  private func flow(_ node: Node) throws -> MirrorFlow {
    let text = try #require(node["flow"]?.string)
    let ends = text.split(separator: "->").map(String.init)
    try #require(ends.count == 2)
    return MirrorFlow(source: ends[0], target: ends[1])
  }

  /// The rows name policies in words. `source.cluster.alias` is the flow's, whatever the words say.
  private func policy(_ words: String, _ flow: MirrorFlow) throws -> ReplicationPolicy {
    let naming: ReplicationPolicy.Naming =
      words.hasPrefix("Identity")
      ? .unchanged(source: words.contains("no alias") ? nil : flow.source) : .prefixed
    return ReplicationPolicy(
      naming, separator: words.contains("__") ? "__" : ".",
      separatesInternalTopics: !words.contains(" off"), behaviour)
  }
}
