/// What an offset of a group at the source is at the target.
package enum TranslatedOffset: Hashable, Sendable {
  /// There is no answer: no sync of the partition, or the syncs have not been read to their end.
  case unknown
  /// The offset is older than every sync that is kept.
  case tooOld
  case known(Offset)
}
