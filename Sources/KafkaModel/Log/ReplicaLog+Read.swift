extension ReplicaLog {
  /// Reads from an offset up to a bound (log end for followers, high watermark for consumers), inside one segment.
  ///
  /// nil means OFFSET_OUT_OF_RANGE. With `minOneMessage` the first batch comes whole whatever its size (KIP-74).
  package func read(
    from offset: Offset, upTo bound: Offset, maxBytes: Int32, minOneMessage: Bool
  ) -> LogRead? {
    guard offset >= logStart, offset <= logEnd else { return nil }
    if let only = newestBatch(from: offset, upTo: bound) {
      // Replication mostly asks for just this one.
      let size = only.sizeInBytes
      if size <= maxBytes || minOneMessage {
        return LogRead(batches: .one(only), sizeInBytes: size)
      }
    }
    let first = batchIndex(for: offset)
    guard offset < bound, first < batches.count, batches[first].baseOffset < bound else {
      return .nothing
    }
    let limit = minOneMessage ? max(maxBytes, batches[first].sizeInBytes) : maxBytes
    guard limit > 0 else { return .nothing }
    let end = readEnd(from: first, upTo: bound)
    let size = min(batches.bytes(at: first..<end), Int64(limit))
    var last = first
    var left = size
    while last < end, Int64(batches[last].sizeInBytes) <= left {
      left -= Int64(batches[last].sizeInBytes)
      last += 1
    }
    return LogRead(batches: Few(batches[first..<last]), sizeInBytes: Int32(size))
  }

  /// The first batch with a record that is as young as this, by the batches' largest timestamps; which of its
  /// records that is, is not known here.
  package func firstBatch(since time: Milliseconds) -> RecordBatch? {
    batches[batchIndex(for: logStart)...].first { $0.maxTimestamp >= time }
  }

  /// The last batch, if it is all there is from an offset up to a bound at the end of the log.
  @inline(__always)
  func newestBatch(from offset: Offset, upTo bound: Offset) -> RecordBatch? {
    let last = batches.count - 1
    guard last >= 0, bound == logEnd, offset >= batches[last].baseOffset,
      offset <= batches[last].lastOffset
    else { return nil }
    return batches[last]
  }

  /// Whether a read from an offset to the end of the log finds a batch, without leaving the segment.
  @inline(__always)
  func hasBatch(from offset: Offset) -> Bool {
    let last = batches.count - 1
    return last >= 0 && offset <= batches[last].lastOffset
      && offset >= segments[segments.count - 1].baseOffset
  }

  /// Bytes a read between two offsets would find, for the fetch purgatory; only inside one segment.
  package func bytes(from offset: Offset, upTo bound: Offset) -> Int64 {
    guard offset < bound else { return 0 }
    return batches.bytes(at: batchIndex(for: offset)..<batchIndex(for: bound))
  }

  /// True if the offset lies in an older segment than the bound: a parked fetch then completes at once.
  package func isInOlderSegment(_ offset: Offset, than bound: Offset) -> Bool {
    segmentIndex(for: offset) < segmentIndex(for: bound)
  }

  /// The index after the last batch that a read may touch: below the bound and in the segment of `first`.
  private func readEnd(from first: Int, upTo bound: Offset) -> Int {
    let segment = segmentIndex(for: batches[first].baseOffset)
    let segmentEnd = segment + 1 < segments.count ? segments[segment + 1].baseOffset : logEnd
    return batchIndex(for: min(bound, segmentEnd))
  }
}
