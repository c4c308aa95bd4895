/// How far a blocking method of the consumer came, run on the application's thread.
///
/// A Java thread stops inside such a method and goes on there. Here the method is asked again, with what it
/// remembers of its way, until it says `finished` or `failed`.
package enum CallProgress: Hashable, Sendable {
  /// It returned; false where Kafka's method returns false, mostly because its time ran out.
  case finished(Bool)
  /// The thread polls the network until an answer came, at the latest until then (`client.poll(timer)`).
  case polls(until: Milliseconds)
  /// The thread sleeps and does not look at the network (`timer.sleep`).
  case sleeps(until: Milliseconds)
  /// The application's listener runs; the method is asked again when it has returned.
  case listener(RebalanceCallback)
  /// It threw.
  case failed(ConsumerException)
}
