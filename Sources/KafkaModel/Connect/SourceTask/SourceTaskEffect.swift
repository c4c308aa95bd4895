/// What a source task's machine asks of its shell, in order; beside them the shell minds its `deadline`.
package enum SourceTaskEffect: Hashable, Sendable {
  /// `SourceTask.start`; answered by `started`.
  case startTask
  /// `SourceTask.poll`; answered by `polled`.
  case poll
  /// Give records of the last poll to the producer, one after the other, until one is not simply queued.
  ///
  /// They are the records from `place` on of that poll and get the numbers from `first` on. Answered by `sendReturned`
  /// for the last one that was given, before any callback is reported.
  case send(first: Int32, place: Int32, count: Int32)
  /// `SourceTask.commitRecord` for records that were sent; without acknowledgement their errors were tolerated.
  case commitRecords(ArraySlice<Int32>, isAcknowledged: Bool)
  /// `SourceTask.commitRecord` for a record of the last poll that is never sent.
  case skipRecord(place: Int32)
  /// Write to the offset store; answered by `offsetsStored`.
  case storeOffsets(write: Int32, [SourceOffset])
  /// `SourceTask.commit`
  case commitTask
  /// `SourceTask.stop`; answered by `taskStopped`.
  case stopTask
  /// Close the producer; answered by `producerClosed`.
  case closeProducer(timeout: Milliseconds)
  case status(TaskStatus)
  /// The task's thread is gone.
  case ended
  /// The periodic commit that `commitTick` began is over.
  case commitEnded
  case note(SourceTaskNote)
}
