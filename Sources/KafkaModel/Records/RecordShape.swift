/// The sizes of one record's parts, from which every wire size follows.
///
/// Source: `org.apache.kafka.common.record.DefaultRecord`, message format version 2.
package struct RecordShape: Hashable, Sendable {
  /// Bytes of the serialized key; nil for no key.
  package let keyBytes: Int32?
  /// Bytes of the serialized value; nil for a null value.
  package let valueBytes: Int32?
  package private(set) var headerCount: Int32 = 0
  /// Bytes of all headers as they are written, their lengths included.
  package private(set) var headerBytes: Int32 = 0
  /// Key, value and headers with their lengths; no attributes and no deltas. Kept, as every size asks for it.
  private var contentBytes: Int

  package init(keyBytes: Int32?, valueBytes: Int32?) {
    self.keyBytes = keyBytes
    self.valueBytes = valueBytes
    contentBytes =
      Self.lengthPrefixed(keyBytes) + Self.lengthPrefixed(valueBytes)
      + VariableLengthInteger.zigZagBytes(0)
  }

  /// One more header: bytes of its name in UTF-8, and of its value, nil for null.
  package mutating func addHeader(nameBytes: Int32, valueBytes: Int32?) {
    let bytes = Self.lengthPrefixed(nameBytes) + Self.lengthPrefixed(valueBytes)
    contentBytes +=
      bytes + VariableLengthInteger.zigZagBytes(Int64(headerCount + 1))
      - VariableLengthInteger.zigZagBytes(Int64(headerCount))
    headerCount += 1
    headerBytes += Int32(bytes)
  }

  private static func lengthPrefixed(_ bytes: Int32?) -> Int {
    guard let bytes else { return 1 }
    return VariableLengthInteger.zigZagBytes(Int64(bytes)) + Int(bytes)
  }

  /// Bytes of the record inside a batch, its own length included (`DefaultRecord.sizeInBytes`).
  ///
  /// - Parameters:
  ///   - offsetDelta: its position in the batch, from 0.
  ///   - timestampDelta: milliseconds after the batch's first record; may be negative.
  package func sizeInBytes(offsetDelta: Int32, timestampDelta: Int64) -> Int {
    let body =
      1 + VariableLengthInteger.zigZagBytes(timestampDelta)
      + VariableLengthInteger.zigZagBytes(Int64(offsetDelta)) + contentBytes
    return body + VariableLengthInteger.zigZagBytes(Int64(body))
  }

  /// The most that a batch of this record alone can take, uncompressed
  /// (`AbstractRecords.estimateSizeInBytesUpperBound`): header 61, record overhead 21, content.
  package var upperBound: Int { RecordBatch.headerBytes + 21 + contentBytes }
}
