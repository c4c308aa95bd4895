/// `buffer.memory`: charged per batch from its creation until its callbacks ran.
///
/// One caller thread means at most one waiter, who gets everything that is freed.
/// Source: `org.apache.kafka.clients.producer.internals.BufferPool`.
package struct BufferPool: Hashable, Sendable {
  package let total: Int64
  package private(set) var available: Int64
  /// A thread waits for memory: every partition is sendable meanwhile.
  package internal(set) var hasWaiter = false

  init(total: Int64) {
    self.total = total
    available = total
  }

  mutating func take(_ bytes: Int) -> Bool {
    guard available >= Int64(bytes) else { return false }
    available -= Int64(bytes)
    return true
  }

  mutating func give(_ bytes: Int) { available += Int64(bytes) }
}
