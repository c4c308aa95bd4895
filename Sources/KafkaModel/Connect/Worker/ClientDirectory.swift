/// Which cluster each client of this life talks to, in a value so small that looking it up copies nothing large.
package struct ClientDirectory: Sendable {
  /// The number of the first client of this life.
  package let first: Int32
  var clusters: [ClusterIndex] = []

  init(first: Int32) { self.first = first }

  /// The client's place among those of this life.
  package func place(of slot: ClientSlot) -> Int { Int(slot.raw - first) }

  package func cluster(of slot: ClientSlot) -> ClusterIndex { clusters[place(of: slot)] }
}
