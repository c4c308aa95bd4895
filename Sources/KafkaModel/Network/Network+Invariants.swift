extension Network {
  /// Stops when a fact that must hold of every stream does not; for tests and for the shell's debug
  /// runs.
  package func checkInvariants() {
    for slot in connections.indices {
      for index in [slot * 2, slot * 2 + 1] {
        let stream = streams[index]
        precondition(
          connections[slot].phase != .free || stream.frames.count == 0,
          "a free slot holds frames of stream \(index)")
        precondition(
          stream.waiting >= 0 && stream.waiting <= stream.frames.count,
          "stream \(index) has \(stream.waiting) of \(stream.frames.count) frames waiting")
        precondition(
          stream.waiting == 0 || stream.retransmission != .none,
          "stream \(index) has frames waiting and no timer")
        var last: Int64 = 0
        for position in 0..<stream.frames.count {
          let arrival = stream.frames[position].arrival
          let isWaiting = position >= stream.frames.count - stream.waiting
          precondition(arrival >= last, "stream \(index) arrives out of order")
          precondition(
            (arrival == Frame.never) == isWaiting, "stream \(index) miscounts its waiting")
          last = arrival
        }
      }
    }
  }
}
