/// What only the leader of a partition keeps.
package struct Leadership: Hashable, Sendable {
  /// The log end when this leader epoch began.
  package internal(set) var epochStart: Offset
  package internal(set) var isr: IsrState { didSet { noteIsr() } }
  /// The other replicas, in the order of the assignment.
  package internal(set) var followers: [FollowerState]
  /// The maximal ISR, which every append and fetch asks for; follows from `isr`.
  private(set) var maximal: [NodeID] = []
  /// Members of the committed ISR.
  private(set) var committedCount = 0
  /// A change of the ISR is under way.
  private(set) var isChanging = false

  init(
    epochStart: Offset = .zero, isr: IsrState = .committed([]), followers: [FollowerState] = []
  ) {
    self.epochStart = epochStart
    self.isr = isr
    self.followers = followers
    noteIsr()
  }

  private mutating func noteIsr() {
    switch isr {
    case .committed(let members), .shrinking(_, let members):
      maximal = members
      committedCount = members.count
    case .expanding(_, let candidate, let members):
      maximal = members + [candidate]
      committedCount = members.count
    }
    isChanging = isr.isInFlight
  }

  /// True for every replica that the high watermark waits for.
  func maximalContains(_ id: NodeID) -> Bool {
    for index in maximal.indices where maximal[index] == id { return true }
    return false
  }

  /// A follower's place in `followers`.
  @inline(__always)
  func position(of id: NodeID) -> Int? {
    for index in followers.indices where followers[index].id == id { return index }
    return nil
  }
}
