/// The lives of topics that were deleted and created again while a client used their names.
///
/// A producer knows a topic by the number of the first life it met, as a real one knows it by its name; on the wire
/// goes the present life's number, which stands for name and topic id. A consumer takes the new number over with its
/// next assignment; what it commits for the old one meanwhile is stored under the name, and so for the new one. Source: `Metadata` (topic ids of KIP-516).
package struct TopicLives: Sendable {
  private var lives: [(known: TopicIndex, present: TopicIndex)] = []

  package var isEmpty: Bool { lives.isEmpty }

  /// The number by which the client knows a topic of the cluster.
  func known(_ topic: TopicIndex) -> TopicIndex? {
    lives.last { $0.present == topic }?.known
  }

  /// The number of the present life of a topic that the client knows.
  func present(_ topic: TopicIndex) -> TopicIndex {
    lives.last { $0.known == topic }?.present ?? topic
  }

  func hasOtherLife(_ topic: TopicIndex) -> Bool { lives.contains { $0.known == topic } }

  mutating func add(_ present: TopicIndex, of known: TopicIndex) { lives.append((known, present)) }

  /// A request that names topics by their names, as the cluster understands it.
  func outgoing(_ request: Request) -> Request {
    if case .offsetCommit(var commit) = request {
      for index in commit.offsets.indices {
        commit.offsets[index].partition.topic = present(commit.offsets[index].partition.topic)
      }
      return .offsetCommit(commit)
    }
    guard case .produce(let known) = request else { return request }
    var produce = known.content
    for index in produce.partitions.indices {
      produce.partitions[index].partition.topic = present(
        produce.partitions[index].partition.topic)
    }
    return .produce(produce)
  }

  /// A produce answer as the client understands it.
  func incoming(_ response: Response) -> Response {
    guard case .produce(var answers) = response else { return response }
    for index in answers.indices {
      let topic = answers[index].partition.topic
      answers[index].partition.topic = known(topic) ?? topic
    }
    return .produce(answers)
  }
}
