/// One direction of mirroring between two clusters, by the aliases that the mirror's configuration gives them.
///
/// Source: `SourceAndTarget`.
package struct MirrorFlow: Hashable, Sendable {
  /// The alias of the cluster that is read: what remote topics are prefixed with.
  package var source: String
  /// The alias of the cluster that is written.
  package var target: String

  package init(source: String, target: String) {
    self.source = source
    self.target = target
  }
}
