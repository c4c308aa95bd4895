/// The arrival times of one load, one after the other: in exact integers, but for ramps.
struct Pace: Sendable {
  let arrivals: Arrivals
  private var begunAt: Int64
  private var taken: Int64 = 0
  private var due: Int64?
  private var phase = 0
  private var phaseEnds: Int64?
  private var inner: [Pace] = []

  init(_ arrivals: Arrivals, from time: Int64) {
    self.arrivals = arrivals
    begunAt = time
    due = time
    if case .phases(let phases) = arrivals, let first = phases.first {
      inner = [Pace(first.arrivals, from: time)]
      phaseEnds = first.lasting.map { time + $0 }
    }
  }

  /// When the next record is due; nil when none follows.
  mutating func next() -> Int64? {
    defer { taken += 1 }
    switch arrivals {
    case .constant(let records, let per):
      // Multiplied out from the beginning, so that no rate drifts by rounding.
      let (whole, rest) = taken.quotientAndRemainder(dividingBy: records)
      return begunAt + whole * per + Self.part(rest, of: records, times: per)
    case .ramp(let from, let to, let over):
      guard let result = due else { return nil }
      let gap = Self.gap(
        from: Double(from) / 1e12, to: Double(to) / 1e12, over: over, elapsed: result - begunAt)
      due = gap.map { result + $0 }
      return result
    case .burst(let records, let every):
      return begunAt + taken / records * every
    case .times(let times):
      return taken < Int64(times.count) ? begunAt + times[Int(taken)] : nil
    case .phases(let phases):
      return nextOfPhases(phases)
    case .unthrottled(let callCost):
      return begunAt + taken * callCost
    }
  }

  /// How long one more record takes to come due on a ramp, whose rate (records a nanosecond) has to add up to one
  /// meanwhile; nil if it never does. Of roots the processor gives the nearest number, so it is the same everywhere.
  private static func gap(
    from first: Double, to last: Double, over: Int64, elapsed: Int64
  ) -> Int64? {
    var waited = 0.0
    var missing = 1.0
    if elapsed < over {
      let slope = (last - first) / Double(over)
      let rate = first + slope * Double(elapsed)
      let left = Double(over - elapsed)
      let comes = (rate + last) / 2 * left
      guard comes < 1 else {
        return Int64(2 / (rate + max(0, rate * rate + 2 * slope).squareRoot()))
      }
      waited = left
      missing = 1 - comes
    }
    return last > 0 ? Int64(waited + missing / last) : nil
  }

  /// `factor * part / whole` with `part` no larger than `whole`, also where the product needs more than 64 bits.
  private static func part(_ part: Int64, of whole: Int64, times factor: Int64) -> Int64 {
    let (product, overflow) = part.multipliedReportingOverflow(by: factor)
    guard overflow else { return product / whole }
    return whole.dividingFullWidth(part.multipliedFullWidth(by: factor)).quotient
  }

  private mutating func nextOfPhases(_ phases: [(arrivals: Arrivals, lasting: Int64?)]) -> Int64? {
    while phase < phases.count {
      let candidate = inner[0].next()
      guard let ends = phaseEnds else { return candidate }
      if let candidate, candidate < ends { return candidate }
      phase += 1
      guard phase < phases.count else { return nil }
      inner[0] = Pace(phases[phase].arrivals, from: ends)
      phaseEnds = phases[phase].lasting.map { ends + $0 }
    }
    return nil
  }
}
