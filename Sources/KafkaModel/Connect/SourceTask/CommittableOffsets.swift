/// What can be committed since the last time somebody took it, and what waits.
///
/// Source: `SubmittedRecords.CommittableOffsets`.
package struct CommittableOffsets: Hashable, Sendable {
  /// The newest offset of each partition that has one, in the order of first mention.
  package private(set) var offsets: [SourceOffset] = []
  /// Where in `offsets` a partition is, plus one.
  private var places: [Int32] = []
  /// How many records these offsets cover.
  package internal(set) var committable = 0
  /// How many records were submitted and cannot be committed yet.
  package internal(set) var uncommittable = 0
  /// Partitions with such records.
  package internal(set) var waitingPartitions = 0
  package internal(set) var largest = 0
  package internal(set) var largestPartition: SourcePartition?

  package init() {}

  package var isEmpty: Bool { committable == 0 && uncommittable == 0 && offsets.isEmpty }
  package var hasPending: Bool { uncommittable > 0 }

  mutating func set(_ partition: SourcePartition, _ offset: Offset) {
    let index = Int(partition.raw)
    while places.count <= index { places.append(0) }
    if places[index] > 0 {
      offsets[Int(places[index]) - 1].offset = offset
    } else {
      offsets.append(SourceOffset(partition: partition, offset: offset))
      places[index] = Int32(offsets.count)
    }
  }

  package mutating func removeAll() {
    for entry in offsets { places[Int(entry.partition.raw)] = 0 }
    offsets.removeAll(keepingCapacity: true)
    committable = 0
    uncommittable = 0
    waitingPartitions = 0
    largest = 0
    largestPartition = nil
  }
}
