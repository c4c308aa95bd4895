extension RecordBatch {
  /// Bytes of a batch's header (`DefaultRecordBatch.RECORD_BATCH_OVERHEAD`).
  package static let headerBytes = 61
}
