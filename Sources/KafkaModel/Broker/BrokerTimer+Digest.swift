extension BrokerTimer {
  /// The timer as one number, for the fingerprint of a run.
  package var digest: UInt64 {
    switch self {
    case .channel(let channel): 1 << 24 | channel.digest
    case .lifecycle(let timer): 2 << 24 | UInt64(timer.rawValue)
    case .fetcher(let source, let index): 3 << 24 | ChannelID.fetcher(source: source, index: index).digest
    case .metadataLogRetry: 4 << 24
    case .alterPartitionRetry: 5 << 24
    case .purgatory: 6 << 24
    case .isrExpiration: 7 << 24
    case .highWatermarkCheckpoint: 8 << 24
    case .recoveryPointCheckpoint: 9 << 24
    }
  }
}

extension ChannelID {
  fileprivate var digest: UInt64 {
    switch self {
    case .metadataLog: 1
    case .heartbeat: 2
    case .alterPartition: 3
    case .fetcher(let source, let index):
      4 | UInt64(UInt16(truncatingIfNeeded: source.raw)) << 4
        | UInt64(UInt8(truncatingIfNeeded: index)) << 20
    }
  }
}
