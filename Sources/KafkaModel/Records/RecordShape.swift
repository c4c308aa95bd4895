/// The sizes of one record's parts, from which every wire size follows.
///
/// Source: `org.apache.kafka.common.record.DefaultRecord`, message format version 2.
package struct RecordShape: Hashable, Sendable {
  /// Bytes of the serialized key; nil for no key.
  package var keyBytes: Int32?
  /// Bytes of the serialized value; nil for a null value.
  package var valueBytes: Int32?
  package private(set) var headerCount: Int32 = 0
  /// Bytes of all headers as they are written, their lengths included.
  package private(set) var headerBytes: Int32 = 0

  package init(keyBytes: Int32?, valueBytes: Int32?) {
    self.keyBytes = keyBytes
    self.valueBytes = valueBytes
  }

  /// One more header: bytes of its name in UTF-8, and of its value, nil for null.
  package mutating func addHeader(nameBytes: Int32, valueBytes: Int32?) {
    headerCount += 1
    headerBytes += Int32(Self.lengthPrefixed(nameBytes) + Self.lengthPrefixed(valueBytes))
  }

  private static func lengthPrefixed(_ bytes: Int32?) -> Int {
    guard let bytes else { return 1 }
    return VariableLengthInteger.zigZagBytes(Int64(bytes)) + Int(bytes)
  }

  /// Key, value and headers with their lengths; no attributes and no deltas.
  private var contentBytes: Int {
    Self.lengthPrefixed(keyBytes) + Self.lengthPrefixed(valueBytes)
      + VariableLengthInteger.zigZagBytes(Int64(headerCount)) + Int(headerBytes)
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
