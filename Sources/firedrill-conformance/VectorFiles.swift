import Conformance

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The vector files that one path of the command line stands for, sorted by name.
struct VectorFiles {
  private(set) var paths: [String] = []
  /// Sentences about what could not be opened.
  private(set) var problems: [String] = []

  init(_ path: String) {
    var status = stat()
    if stat(path, &status) != 0 {
      problems.append("\(path) cannot be opened: \(Self.reason())")
    } else if status.st_mode & S_IFMT == S_IFDIR {
      collect(path)
      if paths.isEmpty && problems.isEmpty { problems.append("\(path) holds no *.json file") }
    } else {
      paths.append(path)
    }
  }

  private mutating func collect(_ folder: String) {
    guard let directory = opendir(folder) else {
      problems.append("\(folder) cannot be opened: \(Self.reason())")
      return
    }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    closedir(directory)
    for name in names.sorted() {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      // A link is looked at itself, so that no ring of folders is walked for ever.
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: collect(path)
      case S_IFREG where name.hasSuffix(".json"): paths.append(path)
      default: continue
      }
    }
  }

  /// The bytes of a file.
  static func read(_ path: String) throws(VectorFileError) -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw .unreadable(file: path, reason: reason())
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      bytes += chunk[..<count]
      if count < chunk.count { break }
    }
    if ferror(file) != 0 { throw .unreadable(file: path, reason: "it cannot be read to its end") }
    return bytes
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
