import KafkaModel
package import SimulationKernel

/// A host's hardware: how long a synced write takes, how old dirty pages grow, how long a processor is waited for.
package struct HostHardware: Sendable {
  private let sync: DrawnSpan
  private let writeBack: DrawnSpan
  private let processing: DrawnSpan
  private let peakWait: DrawnSpan
  /// Of a billion waits.
  private let peaks: UInt64
  private var processingDraws: RandomStream
  private var syncDraws: RandomStream
  private var writeBackDraws: RandomStream

  package init(_ host: PlannedHost, seed: UInt64) {
    sync = host.diskSync
    writeBack = host.writeBack
    if let peak = host.processingPeak {
      // The hosts of a run are equally busy, as those that share a machine are.
      var load = RandomStream(seed: seed, name: "machine", purpose: "load")
      let busy = load.uniform(in: peak.calmest...1_000_000_000)
      processing = host.processing.part(busy)
      peakWait = peak.wait
      peaks = UInt64(peak.partsPerBillion * (busy / 1_000) / 1_000_000)
    } else {
      processing = host.processing
      peakWait = DrawnSpan(nanoseconds: 0)
      peaks = 0
    }
    processingDraws = RandomStream(seed: seed, name: host.name, purpose: "wait for a processor")
    syncDraws = RandomStream(seed: seed, name: host.name, purpose: "disk sync")
    writeBackDraws = RandomStream(seed: seed, name: host.name, purpose: "write-back")
  }

  /// Nothing ever waits for a processor here.
  package var isAlwaysReady: Bool { processing.high == 0 && peaks == 0 }

  package mutating func processingWait() -> Int64 {
    if peaks > 0, processingDraws.bool(numerator: peaks, denominator: 1_000_000_000) {
      return peakWait.draw(&processingDraws)
    }
    return processing.draw(&processingDraws)
  }

  package mutating func syncDuration() -> Int64 { sync.draw(&syncDraws) }

  /// What was written longer ago than this is on disk when the power goes; drawn for each replica.
  package mutating func writeBackAge() -> Int64 { writeBack.draw(&writeBackDraws) }
}

extension DrawnSpan {
  /// So many billionths of it.
  fileprivate func part(_ billionths: Int64) -> DrawnSpan {
    func part(_ span: Int64) -> Int64 {
      Int64(1_000_000_000).dividingFullWidth(span.multipliedFullWidth(by: billionths)).quotient
    }
    return measured.isEmpty
      ? DrawnSpan(from: part(low), to: part(high)) : DrawnSpan(measured: measured.map(part))
  }

  package func draw(_ stream: inout RandomStream) -> Int64 {
    if low == high { return low }
    if measured.isEmpty { return stream.uniform(in: low...high) }
    return measured[Int(stream.below(UInt64(measured.count)))]
  }
}
