/// `exactly.once.source.support` (KIP-618)
package enum ExactlyOnceSourceChoice: String, Hashable, Sendable {
  case disabled, preparing, enabled
}
