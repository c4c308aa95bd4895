import Conformance
import KafkaModel
import Scenario
import Testing

@Suite struct MirrorDifferenceTests {
  /// The recorded answers of 3.9.1 with those of 4.1.1 in their place where the two differ.
  @Test func `4_1_1 answers as 3_9_1 where no difference is listed`() throws {
    let all = try cases("replication-policy")
    var held = 0
    for listed in try cases("mirror-differences-4.1.1")
    where listed["from"]?.string == "replication-policy" {
      let recorded = try #require(all.first { $0["id"] == listed["id"] })
      let differences = listed["topics"]?.elements ?? []
      let topics = (recorded["topics"]?.elements ?? []).map { topic in
        let newer = differences.first { $0["topic"] == topic["topic"] }?["4.1.1"]?.members ?? []
        return newer.reduce(topic) { $0.with($1.key, $1.value) }
      }
      let heartbeats = try #require(listed["heartbeats_replication_enabled"])
      let merged = recorded.with("topics", Node(.array(topics)))
        .with("heartbeats_replication_enabled", heartbeats)
      #expect(ReplicationPolicies.result(merged, as: KafkaVersion(4, 1, 1)) == .agree)
      held += 1
    }
    #expect(held == 183)
  }

  private func cases(_ file: String) throws -> [Node] {
    let document = try Reader.read(try VectorFolder.bytes(file), file: file)
    return try #require(document["cases"]?.elements)
  }
}

extension Node {
  /// This object with a member changed.
  fileprivate func with(_ key: String, _ new: Node) -> Node {
    Node(
      .object(
        (members ?? []).map { $0.key == key ? Member(key: key, value: new) : $0 }))
  }
}
