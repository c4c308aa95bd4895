/// Writes the big-endian types of Kafka's protocol that members' metadata are made of.
///
/// Source: `org.apache.kafka.common.protocol.types.Type`, no flexible versions.
struct GroupBytes {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: Int16) {
    bytes.append(UInt8(truncatingIfNeeded: number >> 8))
    bytes.append(UInt8(truncatingIfNeeded: number))
  }

  mutating func append(_ number: Int32) {
    append(Int16(truncatingIfNeeded: number >> 16))
    append(Int16(truncatingIfNeeded: number))
  }

  mutating func append(_ number: Int64) {
    append(Int32(truncatingIfNeeded: number >> 32))
    append(Int32(truncatingIfNeeded: number))
  }

  /// A nullable text.
  mutating func append(_ text: String?) {
    guard let text else { return append(Int16(-1)) }
    append(Int16(clamping: text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ texts: [String]) {
    append(Int32(clamping: texts.count))
    for text in texts { append(text) }
  }

  /// Nullable bytes.
  mutating func append(_ content: [UInt8]?) {
    guard let content else { return append(Int32(-1)) }
    append(Int32(clamping: content.count))
    bytes.append(contentsOf: content)
  }

  /// Topics in the order in which they first appear, each with its partitions in their order.
  mutating func append(grouping partitions: [NamedPartition]) {
    var groups: [(topic: String, partitions: [PartitionIndex])] = []
    for partition in partitions {
      if let index = groups.lastIndex(where: { $0.topic == partition.topic }) {
        groups[index].partitions.append(partition.partition)
      } else {
        groups.append((partition.topic, [partition.partition]))
      }
    }
    append(Int32(clamping: groups.count))
    for group in groups {
      append(group.topic)
      append(Int32(clamping: group.partitions.count))
      for partition in group.partitions { append(partition.raw) }
    }
  }
}

/// Reads what `GroupBytes` writes; nil wherever the bytes end too early or make no sense.
struct GroupBytesReader {
  private let source: [UInt8]
  private var position = 0

  /// A value that may be null on the wire.
  struct Nullable<Content> {
    var content: Content?
  }

  init(_ source: [UInt8]) { self.source = source }

  mutating func int16() -> Int16? {
    guard source.count - position >= 2 else { return nil }
    defer { position += 2 }
    return Int16(source[position]) << 8 | Int16(source[position + 1])
  }

  mutating func int32() -> Int32? {
    guard let high = int16(), let low = int16() else { return nil }
    return Int32(high) << 16 | Int32(UInt16(bitPattern: low))
  }

  mutating func int64() -> Int64? {
    guard let high = int32(), let low = int32() else { return nil }
    return Int64(high) << 32 | Int64(UInt32(bitPattern: low))
  }

  mutating func string() -> Nullable<String>? {
    guard let count = int16() else { return nil }
    guard count >= 0 else { return Nullable(content: nil) }
    return slice(Int(count)).map { Nullable(content: String(decoding: $0, as: UTF8.self)) }
  }

  mutating func bytes() -> Nullable<[UInt8]>? {
    guard let count = int32() else { return nil }
    guard count >= 0 else { return Nullable(content: nil) }
    return slice(Int(count)).map { Nullable(content: Array($0)) }
  }

  mutating func strings() -> [String]? {
    guard let count = int32(), count >= 0 else { return nil }
    var texts: [String] = []
    for _ in 0..<count {
      guard let text = string()?.content else { return nil }
      texts.append(text)
    }
    return texts
  }

  mutating func partitions() -> [NamedPartition]? {
    guard let topics = int32(), topics >= 0 else { return nil }
    var partitions: [NamedPartition] = []
    for _ in 0..<topics {
      guard let topic = string()?.content, let count = int32(), count >= 0 else { return nil }
      for _ in 0..<count {
        guard let partition = int32() else { return nil }
        partitions.append(NamedPartition(topic: topic, partition: PartitionIndex(partition)))
      }
    }
    return partitions
  }

  private mutating func slice(_ count: Int) -> ArraySlice<UInt8>? {
    guard source.count - position >= count else { return nil }
    defer { position += count }
    return source[position..<(position + count)]
  }
}

extension NamedPartition {
  /// By topic as Java compares texts, then by partition.
  func precedesInJava(_ other: NamedPartition) -> Bool {
    topic == other.topic ? partition < other.partition : topic.precedesInJava(other.topic)
  }
}
