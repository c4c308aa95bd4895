package import KafkaModel
import SimulationKernel

extension Simulation {
  /// What every host's clock shows when the run begins: well away from 0, which Kafka's code reads as "never".
  package static let clockBase: Int64 = 1_000_000

  /// By it brokers and controllers time what they do (`System.nanoTime`): nobody sets it.
  package var serverClock: Milliseconds { clock(0) }

  package func clock(ofProducer producer: Int) -> Milliseconds {
    clock(producers[producer].clockSkew)
  }
  package func clock(ofMember member: Int) -> Milliseconds { clock(members[member].clockSkew) }

  package func clock(ofWorker worker: Int) -> Milliseconds { clock(workers[worker].clockSkew) }

  private func clock(_ skew: Int64) -> Milliseconds {
    Milliseconds((now.nanoseconds + skew) / 1_000_000 + Self.clockBase)
  }

  /// The instant at which a host's clock reaches a reading; now, if it has.
  func instant(of reading: Milliseconds, skew: Int64) -> Instant {
    let (product, overflow) = (reading.raw - Self.clockBase).multipliedReportingOverflow(
      by: 1_000_000)
    let nanoseconds = overflow ? Int64.max : product - skew
    return Instant(nanoseconds: max(now.nanoseconds, nanoseconds))
  }
}
