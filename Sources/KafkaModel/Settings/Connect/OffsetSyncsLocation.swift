/// `offset-syncs.topic.location` (KIP-716): on which cluster the offset syncs are kept.
package enum OffsetSyncsLocation: String, Hashable, Sendable {
  case source, target
}
