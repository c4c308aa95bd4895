/// The bytes of a Produce request on the wire, its own length field included, summed up part by part.
///
/// Source: `ProduceRequest.json`, `RequestHeader.json`; versions 3 to 13.
package struct ProduceRequestSize: Hashable, Sendable {
  /// Version 9 and later: compact lengths and tagged fields (KIP-482).
  private let isFlexible: Bool
  /// Version 13: topics travel as 16-byte ids (KIP-516).
  private let usesTopicIDs: Bool
  private var fixedBytes: Int
  private var topicCount = 0

  /// A request without topics; names count in bytes of UTF-8.
  package init(version: Int16, clientIDBytes: Int, transactionalIDBytes: Int? = nil) {
    precondition((3...13).contains(version), "no Produce request of version \(version) is known")
    isFlexible = version >= 9
    usesTopicIDs = version >= 13
    let length = 4
    let header = 2 + 2 + 4 + 2 + clientIDBytes + (isFlexible ? 1 : 0)
    let transactionalID: Int
    if let transactionalIDBytes {
      transactionalID = Self.prefixBytes(transactionalIDBytes, isFlexible) + transactionalIDBytes
    } else {
      transactionalID = isFlexible ? 1 : 2
    }
    let acksAndTimeout = 2 + 4
    fixedBytes = length + header + transactionalID + acksAndTimeout + (isFlexible ? 1 : 0)
  }

  /// Opens a topic with so many partitions; its batches follow.
  package mutating func addTopic(nameBytes: Int, partitions: Int) {
    topicCount += 1
    fixedBytes += usesTopicIDs ? 16 : Self.prefixBytes(nameBytes, isFlexible) + nameBytes
    fixedBytes += Self.countBytes(partitions, isFlexible) + (isFlexible ? 1 : 0)
  }

  /// One partition with its one batch of so many bytes.
  package mutating func addBatch(_ bytes: Int) {
    fixedBytes += 4 + Self.countBytes(bytes, isFlexible) + bytes + (isFlexible ? 1 : 0)
  }

  /// The whole request.
  package var bytes: Int { fixedBytes + Self.countBytes(topicCount, isFlexible) }

  /// Length before a string: two bytes, or compact.
  private static func prefixBytes(_ length: Int, _ isFlexible: Bool) -> Int {
    isFlexible ? countBytes(length, true) : 2
  }

  /// Length before an array or bytes: four bytes, or compact, which counts from one.
  private static func countBytes(_ count: Int, _ isFlexible: Bool) -> Int {
    isFlexible ? VariableLengthInteger.unsignedBytes(UInt64(count + 1)) : 4
  }
}
