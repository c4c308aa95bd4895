import Scenario

/// A case that does not have what its kind promises; it counts as a difference.
struct VectorFault: Error, Hashable {
  var message: String
}

extension Node {
  /// The member that must be there.
  func need(_ key: String) throws(VectorFault) -> Node {
    guard let node = self[key] else { throw VectorFault(message: "no '\(key)'") }
    return node
  }

  func needInteger(_ key: String) throws(VectorFault) -> Int64 {
    guard let integer = try need(key).integer else {
      throw VectorFault(message: "'\(key)' is no whole number")
    }
    return integer
  }

  func needInt32(_ key: String) throws(VectorFault) -> Int32 {
    try need(key).asInt32("'\(key)'")
  }

  func needString(_ key: String) throws(VectorFault) -> String {
    guard let string = try need(key).string else {
      throw VectorFault(message: "'\(key)' is no text")
    }
    return string
  }

  func needElements(_ key: String) throws(VectorFault) -> [Node] {
    guard let elements = try need(key).elements else {
      throw VectorFault(message: "'\(key)' is no list")
    }
    return elements
  }

  func asInt32(_ what: String) throws(VectorFault) -> Int32 {
    guard let integer, let number = Int32(exactly: integer) else {
      throw VectorFault(message: "\(what) is no 32-bit number")
    }
    return number
  }

  /// A list of 32-bit numbers.
  func needInt32s(_ key: String) throws(VectorFault) -> [Int32] {
    var numbers: [Int32] = []
    for element in try needElements(key) {
      numbers.append(try element.asInt32("an element of '\(key)'"))
    }
    return numbers
  }

  /// Bytes written as hexadecimal digits; nil for null.
  func bytesFromHex(_ what: String) throws(VectorFault) -> [UInt8]? {
    if isNull { return nil }
    guard let digits = string.map({ Array($0.utf8) }), digits.count % 2 == 0 else {
      throw VectorFault(message: "\(what) is no text of hexadecimal pairs")
    }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      let pair = String(decoding: digits[index...(index + 1)], as: UTF8.self)
      guard let byte = UInt8(pair, radix: 16) else {
        throw VectorFault(message: "\(what) holds '\(pair)'")
      }
      bytes.append(byte)
    }
    return bytes
  }
}
