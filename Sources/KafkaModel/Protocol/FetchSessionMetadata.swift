/// The session a fetch belongs to, and which of the session's fetches it is (KIP-227).
///
/// Source: `org.apache.kafka.common.requests.FetchMetadata`.
package struct FetchSessionMetadata: Hashable, Sendable {
  package var session: FetchSessionID
  /// Counts the fetches of a session from 1; 0 and -1 are the two kinds of full fetches.
  package var epoch: Int32

  package init(_ session: FetchSessionID, epoch: Int32) {
    self.session = session
    self.epoch = epoch
  }

  /// A full fetch that asks for a session.
  package static let initialEpoch: Int32 = 0
  /// A full fetch that wants none.
  package static let finalEpoch: Int32 = -1

  /// The first fetch of a client (`INITIAL`).
  package static let initial = Self(.none, epoch: initialEpoch)
  /// A fetch without sessions (`LEGACY`).
  package static let sessionless = Self(.none, epoch: finalEpoch)

  /// Names every partition; what it names replaces the session that it also names.
  package var isFull: Bool { epoch == Self.initialEpoch || epoch == Self.finalEpoch }

  /// The epoch after another: 1 after the first, 1 again after the largest.
  package static func epoch(after epoch: Int32) -> Int32 {
    if epoch < 0 { return finalEpoch }
    return epoch == .max ? 1 : epoch + 1
  }

  /// The next fetch of the same session.
  package var nextIncremental: Self { Self(session, epoch: Self.epoch(after: epoch)) }
  /// A full fetch that closes the session and asks for another one.
  package var nextClosingForAnother: Self { Self(session, epoch: Self.initialEpoch) }
  /// A full fetch that closes the session and wants no other.
  package var nextClosing: Self { Self(session, epoch: Self.finalEpoch) }

  /// The second fetch, in the session that the first one's answer named.
  package static func incremental(_ session: FetchSessionID) -> Self {
    Self(session, epoch: epoch(after: initialEpoch))
  }
}
