import Foundation

/// The drill files beside these tests.
enum DrillFiles {
  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory(folder).path)
      .filter { $0.hasSuffix(".json5") }.sorted()
  }

  static func bytes(_ name: String, in folder: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: directory(folder).appendingPathComponent(name)))
  }

  static func text(_ name: String, in folder: String) throws -> String {
    String(decoding: try bytes(name, in: folder), as: UTF8.self)
  }

  private static func directory(_ folder: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(folder)
  }
}
