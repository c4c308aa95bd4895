/// The draws behind the suffixes of member ids, a stream for each client or instance of each group.
///
/// In Kafka they are UUIDs. Ids decide the order of members and with it who is assigned what, so another group, or
/// another client of the same one, must not move them.
package struct MemberIDDraws: Sendable {
  private var source: RandomSource
  private var owned: [Owned] = []

  private struct Owned: Sendable {
    var group: GroupID
    var client: String
    var draws: RandomSource
  }

  package init(_ source: RandomSource) { self.source = source }

  /// The next suffix for a client or instance id of a group.
  mutating func next(for client: String, in group: GroupID) -> UInt32 {
    guard !source.isShared else { return UInt32(bitPattern: source.nextInt32()) }
    if let place = owned.firstIndex(where: { $0.group == group && $0.client == client }) {
      return UInt32(bitPattern: owned[place].draws.nextInt32())
    }
    // The hash of the group's name: its number depends on what else there is.
    var draws = source.own(of: "\(group.hash) \(client)")
    defer { owned.append(Owned(group: group, client: client, draws: draws)) }
    return UInt32(bitPattern: draws.nextInt32())
  }
}
