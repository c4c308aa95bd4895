/// What a source task does beside what it asks for, for journals.
package enum SourceTaskNote: Hashable, Sendable {
  /// `send` threw a retriable exception.
  case backsOff
  case awaitsDeliveries
  case deliveriesAwaited(all: Bool)
  /// The final commit waits for a periodic one.
  case awaitsFlush
  case commitBegan
}
