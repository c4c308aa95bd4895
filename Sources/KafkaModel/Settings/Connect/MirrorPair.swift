/// One direction between two clusters of a MirrorMaker, by their aliases.
package struct MirrorPair: Hashable, Sendable {
  package var source: String
  package var target: String

  package init(source: String, target: String) {
    self.source = source
    self.target = target
  }

  /// As logs and client ids have it.
  package var name: String { "\(source)->\(target)" }

  /// What stands before the keys of this flow.
  package var prefix: String { name + "." }
}
