/// Sizes of the variable-length integers of Kafka's wire format.
///
/// Source: `org.apache.kafka.common.utils.ByteUtils`.
package enum VariableLengthInteger {
  /// Bytes of a signed value in zig-zag form (`sizeOfVarint`, `sizeOfVarlong`).
  package static func zigZagBytes(_ value: Int64) -> Int {
    unsignedBytes(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  /// Bytes of an unsigned value, seven bits each (`sizeOfUnsignedVarint`).
  package static func unsignedBytes(_ value: UInt64) -> Int {
    let bits = 64 - (value | 1).leadingZeroBitCount
    return (bits + 6) / 7
  }
}
