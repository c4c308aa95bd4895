import KafkaModel
package import SimulationKernel

/// A host's hardware: how long a synced write takes, how old dirty pages grow, how long a processor is waited for.
package struct HostHardware: Sendable {
  private let sync: DrawnSpan
  private let writeBack: DrawnSpan
  private let processing: DrawnSpan
  private var processingDraws: RandomStream
  private var syncDraws: RandomStream
  private var writeBackDraws: RandomStream

  package init(_ host: PlannedHost, seed: UInt64) {
    sync = host.diskSync
    writeBack = host.writeBack
    processing = host.processing
    processingDraws = RandomStream(seed: seed, name: host.name, purpose: "wait for a processor")
    syncDraws = RandomStream(seed: seed, name: host.name, purpose: "disk sync")
    writeBackDraws = RandomStream(seed: seed, name: host.name, purpose: "write-back")
  }

  /// Nothing ever waits for a processor here.
  package var isAlwaysReady: Bool { processing.high == 0 }

  package mutating func processingWait() -> Int64 { processing.draw(&processingDraws) }

  package mutating func syncDuration() -> Int64 { sync.draw(&syncDraws) }

  /// What was written longer ago than this is on disk when the power goes; drawn for each replica.
  package mutating func writeBackAge() -> Int64 { writeBack.draw(&writeBackDraws) }
}

extension DrawnSpan {
  package func draw(_ stream: inout RandomStream) -> Int64 {
    if low == high { return low }
    if measured.isEmpty { return stream.uniform(in: low...high) }
    return measured[Int(stream.below(UInt64(measured.count)))]
  }
}
