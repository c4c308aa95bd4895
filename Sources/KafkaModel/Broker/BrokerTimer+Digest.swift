extension BrokerTimer {
  /// The timer as one number, the same in every process, for the run's fingerprint.
  package var digest: UInt64 {
    switch self {
    case .channel(let channel): 1 << 56 | channel.digest
    case .lifecycle(let timer): 2 << 56 | UInt64(timer.rawValue)
    case .fetcher(let source, let index):
      3 << 56 | ChannelID.fetcher(source: source, index: index).digest
    case .metadataLogRetry: 4 << 56
    case .alterPartitionRetry: 5 << 56
    case .purgatory: 6 << 56
    case .isrExpiration: 7 << 56
    case .highWatermarkCheckpoint: 8 << 56
    case .recoveryPointCheckpoint: 9 << 56
    case .groups: 10 << 56
    }
  }
}

extension ChannelID {
  /// The channel as one number below 2^50.
  @inlinable package var digest: UInt64 {
    switch self {
    case .metadataLog: 0
    case .heartbeat: 1
    case .alterPartition: 2
    case .forwarding: 4
    case .fetcher(let source, let index):
      3 | UInt64(UInt32(bitPattern: source.raw)) << 16 | UInt64(UInt16(truncatingIfNeeded: index))
        << 2
    }
  }
}
