extension Scenario {
  /// At what times a producer's caller wants to send.
  package enum Load: Hashable, Sendable {
    case constant(Rate)
    /// The rate grows or falls evenly, then stays.
    case ramp(from: Rate, to: Rate, over: TimeSpan)
    /// So many records at once, again and again.
    case burst(records: Int64, every: TimeSpan)
    /// Recorded times since the producer's start, ascending.
    case times([TimeSpan])
    /// One after the other; the last one has no length and stays.
    case phases([Phase])

    package struct Phase: Hashable, Sendable {
      package var load: Load
      /// How long it lasts; nil only for the last one.
      package var lasting: TimeSpan?

      package init(load: Load, lasting: TimeSpan?) {
        self.load = load
        self.lasting = lasting
      }
    }
  }
}
