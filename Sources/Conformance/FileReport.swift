import Scenario

/// How many cases of a vector file the machines agree with, and where they first do not.
package struct FileReport: Hashable, Sendable {
  package var file: String
  package var kind: String
  package private(set) var cases = 0
  package private(set) var agree = 0
  package private(set) var differ = 0
  package private(set) var notModelled = 0
  /// The first few differences, in the file's order.
  package private(set) var firstDifferences: [Difference] = []

  /// One case that the model answers otherwise.
  package struct Difference: Hashable, Sendable {
    /// The case's name, or its number from 0 after a '#'.
    package var name: String
    package var wanted: String
    package var got: String
  }

  /// Differences kept; the counts go on.
  private var keptDifferences = 5

  /// Reads a vector file and drives its cases; a kind that is not known counts as not modelled.
  package init(_ bytes: [UInt8], file: String) throws(VectorFileError) {
    let document: Node
    do {
      document = try Reader.read(bytes, file: file)
    } catch {
      throw .unreadable(file: file, reason: "\(error.place): \(error.kind)")
    }
    guard let kind = document["kind"]?.string, let cases = document["cases"]?.elements else {
      throw .unreadable(file: file, reason: "it has no 'kind' and 'cases' at its top")
    }
    self.file = file
    self.kind = kind
    let known = VectorKind(rawValue: kind)
    for (index, recorded) in cases.enumerated() {
      count(
        known?.check(recorded) ?? .notModelled,
        name: recorded["name"]?.string ?? "#\(index)")
    }
  }

  /// A report without cases yet, which keeps so many differences.
  init(file: String, kind: String, keeping keptDifferences: Int) {
    self.file = file
    self.kind = kind
    self.keptDifferences = keptDifferences
  }

  mutating func count(_ result: CaseResult, name: String) {
    cases += 1
    switch result {
    case .agree:
      agree += 1
    case .notModelled:
      notModelled += 1
    case .differ(let wanted, let got):
      differ += 1
      if firstDifferences.count < keptDifferences {
        firstDifferences.append(Difference(name: name, wanted: wanted, got: got))
      }
    }
  }
}

/// A file that cannot be held against anything.
package enum VectorFileError: Error, Hashable, Sendable, CustomStringConvertible {
  case unreadable(file: String, reason: String)

  package var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file) is no vector file: \(reason)"
    }
  }
}
