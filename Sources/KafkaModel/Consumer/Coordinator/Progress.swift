/// How far a call has come that blocks its thread in Kafka's clients; it is asked again until it is done.
package enum Progress<Value: Sendable>: Sendable {
  case done(Value)
  /// Ask again after the next answer from the network, at the latest at this time.
  case waits(until: Milliseconds)
  /// As `Thread.sleep`: the thread reads no network before.
  case sleeps(until: Milliseconds)
}

extension Progress: Equatable where Value: Equatable {}
