extension Consumer {
  /// Ends the consumer's life (`close(timeout)`).
  mutating func finishClose(now: Milliseconds, into effects: inout [ConsumerEffect]) {
    network.client.close(into: &clientEffects)
    passOn(into: &effects)
    thread = .closed
    effects.append(.returned(.done))
  }
}
