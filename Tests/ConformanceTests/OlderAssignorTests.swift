import Foundation
import KafkaModel
import Scenario
import Testing

/// One case of the older vectors.
struct OlderAssignorCase: Sendable, CustomTestStringConvertible {
  var node: Node

  var testDescription: String { node["id"]?.string ?? "?" }

  static func all(_ list: String) -> [OlderAssignorCase] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    guard let bytes = try? Data(contentsOf: folder.appending(path: "OlderVectors/assignors.json")),
      let document = try? Reader.read(Array(bytes), file: "assignors.json")
    else { return [] }
    return (document[list]?.elements ?? []).map { OlderAssignorCase(node: $0) }
  }
}

@Suite struct OlderAssignorTests {
  private let behaviour = ConsumerBehaviour(KafkaVersion(3, 9, 1))

  @Test func `The older vectors are complete`() {
    #expect(OlderAssignorCase.all("vectors").count == 68)
    #expect(OlderAssignorCase.all("java_only").count == 11)
  }

  @Test(arguments: OlderAssignorCase.all("vectors") + OlderAssignorCase.all("java_only"))
  func `Assignors agree with the older vectors, round by round`(
    _ recorded: OlderAssignorCase
  ) throws {
    let node = recorded.node
    let name = try #require(node["assignor"]?.string)
    let known: [AssignorChoice] = [.range, .roundRobin, .sticky, .cooperativeSticky]
    let choice = try #require(known.first { $0.name == name })
    var topics: [AssignableTopic] = []
    for topic in node["topics"]?.members ?? [] {
      topics.append(
        AssignableTopic(name: topic.key, partitions: Int32(try #require(topic.value.integer))))
    }
    var members = try (node["members"]?.elements ?? []).map(OlderMember.init)
    // The recorded lists were walked as Java's hash maps are.
    var order = JavaHashOrder()
    for place in members.indices { order.insert(place, hash: members[place].id.javaHash) }
    members = order.keys.map { members[$0] }
    let first = try #require(node["expected"])
    let rounds = node["expected_rounds"]?.elements ?? [first]
    for (index, round) in rounds.enumerated() {
      let answer = Assignors().assign(
        GroupSubscription(topics: topics, members: members.map { $0.sent(choice, behaviour) }),
        by: choice, behaviour)
      var got: [String: [String]] = [:]
      for member in answer {
        got[member.member.text] = member.partitions.map { "\($0.topic)-\($0.partition)" }.sorted()
      }
      var wanted: [String: [String]] = [:]
      for member in round.members ?? [] {
        wanted[member.key] = member.value.elements?.compactMap(\.string).sorted()
      }
      #expect(got == wanted, "round \(index)")
      for place in members.indices {
        members[place].generation = (members[place].generation ?? -1) + 1
        members[place].owned =
          answer.first { $0.member.text == members[place].id }?.partitions ?? []
      }
    }
  }
}

/// A member as the older vectors write it.
private struct OlderMember {
  var id: String
  var groupInstanceID: String?
  var topics: [String]
  var owned: [NamedPartition] = []
  var generation: Int32?

  init(_ node: Node) throws {
    id = try #require(node["id"]?.string)
    groupInstanceID = node["group_instance_id"]?.string
    topics = node["topics"]?.elements?.compactMap(\.string) ?? []
    generation = node["generation"]?.integer.map { Int32($0) }
    for topic in node["owned"]?.members ?? [] {
      for partition in topic.value.elements ?? [] {
        owned.append(
          NamedPartition(
            topic: topic.key,
            partition: PartitionIndex(Int32(try #require(partition.integer)))))
      }
    }
  }

  func sent(_ choice: AssignorChoice, _ behaviour: ConsumerBehaviour) -> MemberSubscription {
    let claimed = generation.map(GenerationID.init) ?? .unknown
    return MemberSubscription(
      member: MemberID(id), groupInstanceID: groupInstanceID,
      subscription: ConsumerSubscription(
        topics: topics,
        userData: choice.userData(
          assigned: generation == nil ? nil : owned, generation: claimed, behaviour),
        owned: owned, generation: claimed))
  }
}
