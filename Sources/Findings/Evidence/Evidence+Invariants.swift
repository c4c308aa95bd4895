import ClusterSimulation
import KafkaModel

extension Evidence {
  /// What every run has to keep, whatever the drill does; a sentence about the first breach.
  package var brokenInvariant: String? {
    for log in record.logs {
      let name = name(of: PartitionRef(topic: log.topic, partition: log.partition.partition))
      if log.highWatermark > log.logEnd {
        return "\(name): high watermark \(log.highWatermark) is above log end \(log.logEnd)"
      }
      for (batch, following) in zip(log.batches, log.batches.dropFirst())
      where following.baseOffset < batch.nextOffset {
        return "\(name): the batch at \(following.baseOffset) overlaps that at \(batch.baseOffset)"
      }
      if let last = log.batches.last, last.nextOffset != log.logEnd {
        return "\(name): the last batch ends at \(last.nextOffset), the log at \(log.logEnd)"
      }
    }
    for (producer, columns) in record.producers.enumerated() {
      let name = record.plan.producers[producer].name
      for number in 0..<columns.ledger.count {
        switch columns.ledger[number].outcome {
        case .open: continue
        case .acknowledged, .failed:
          if columns.ledger[number].completedAt < columns.ledger[number].sentAt {
            return "\(name): record \(number) was completed before it was sent"
          }
        }
      }
    }
    return nil
  }
}
