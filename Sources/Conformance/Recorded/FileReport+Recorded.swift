package import Scenario

extension FileReport {
  /// The experiments of a table of recorded experiments; nil if the file is of another kind.
  package static func experiments(
    _ bytes: [UInt8], file: String
  ) throws(VectorFileError) -> [Node]? {
    let document: Node
    do {
      document = try Reader.read(bytes, file: file)
    } catch {
      throw .unreadable(file: file, reason: "\(error.place): \(error.kind)")
    }
    guard document["kind"]?.string == "recorded-experiments" else { return nil }
    guard let experiments = document["experiments"]?.elements else {
      throw .unreadable(file: file, reason: "it has no 'experiments' at its top")
    }
    return experiments
  }
}
