#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The drill files that the paths of the command line stand for, each folder's sorted by name.
struct DrillFiles {
  private(set) var paths: [String] = []
  /// Sentences about what could not be opened.
  private(set) var problems: [String] = []
  /// Whether a folder was among the paths.
  private(set) var hasFolder = false

  init(_ roots: [String]) {
    for root in roots {
      var status = stat()
      if stat(root, &status) != 0 {
        problems.append("\(root) cannot be opened: \(Self.reason())")
      } else if status.st_mode & S_IFMT == S_IFDIR {
        hasFolder = true
        let before = (paths.count, problems.count)
        collect(root)
        if before == (paths.count, problems.count) {
          problems.append("\(root) holds no drill file (*.json5 or *.json)")
        }
      } else {
        paths.append(root)
      }
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
      case S_IFREG where name.hasSuffix(".json5") || name.hasSuffix(".json"): paths.append(path)
      default: continue
      }
    }
  }

  /// The bytes of a file, or a sentence about why there are none.
  static func read(_ path: String) throws(UsageError) -> [UInt8] {
    guard let file = fopen(path, "rb") else {
      throw UsageError("\(path) cannot be opened: \(reason())")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      bytes += chunk[..<count]
      if count < chunk.count { break }
      // The reader of drill files refuses what is longer; nothing else here needs as much.
      if bytes.count > 1 << 27 { break }
    }
    if ferror(file) != 0 { throw UsageError("\(path) cannot be read: \(reason())") }
    return bytes
  }

  private static func reason() -> String { String(cString: strerror(errno)) }
}
