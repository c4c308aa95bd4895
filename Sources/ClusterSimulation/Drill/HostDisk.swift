import KafkaModel
package import SimulationKernel

/// A host's disk: how long a synced write takes and how old dirty pages grow.
package struct HostDisk: Sendable {
  private let sync: DrawnSpan
  private let writeBack: DrawnSpan
  private var syncDraws: RandomStream
  private var writeBackDraws: RandomStream

  package init(_ host: PlannedHost, seed: UInt64) {
    sync = host.diskSync
    writeBack = host.writeBack
    syncDraws = RandomStream(seed: seed, name: host.name, purpose: "disk sync")
    writeBackDraws = RandomStream(seed: seed, name: host.name, purpose: "write-back")
  }

  package mutating func syncDuration() -> Int64 { sync.draw(&syncDraws) }

  /// What was written longer ago than this is on disk when the power goes; drawn for each replica.
  package mutating func writeBackAge() -> Int64 { writeBack.draw(&writeBackDraws) }
}

extension DrawnSpan {
  package func draw(_ stream: inout RandomStream) -> Int64 {
    low == high ? low : stream.uniform(in: low...high)
  }
}
