/// What an append to a leader's log came to.
package enum LogAppend: Hashable, Sendable {
  case appended(first: Offset, last: Offset)
  /// Nothing was written: the idempotent producer's batch is there already, at these offsets.
  case duplicate(first: Offset, last: Offset)
  case refused(ErrorCode)
}

/// What an append to a follower's log came to.
package enum FollowerAppend: Hashable, Sendable {
  case appended
  /// A batch starts below the log end (`UnexpectedAppendOffsetException`).
  case unexpectedOffset(first: Offset, last: Offset)
}

/// What a log gives a reader.
package struct LogRead: Hashable, Sendable {
  /// Whole batches; the first may begin before the offset asked for.
  package var batches: Few<RecordBatch>
  /// Bytes sent, including a last batch cut off by the limit, which the reader ignores.
  package var sizeInBytes: Int32

  package static var nothing: LogRead { LogRead(batches: .none, sizeInBytes: 0) }
}
