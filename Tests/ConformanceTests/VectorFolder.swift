import Foundation

/// The recorded vectors that ship with the tests.
enum VectorFolder {
  static func bytes(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: folder.appending(path: "Vectors/\(name).json")))
  }
}
