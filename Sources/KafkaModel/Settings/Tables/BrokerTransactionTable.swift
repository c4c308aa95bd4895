/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the broker's keys of transactions and producer ids.
///
/// Recorded from the released classes (`KafkaConfig`), sorted by first version and name.
package enum BrokerTransactionTable {
  package static let rows: [SettingDefinition] = [
    .init(
      "producer.purgatory.purge.interval.requests", .int, .all("1000"), .free,
      .withoutEffect(.purgatories)),
    .init(
      "transaction.abort.timed.out.transaction.cleanup.interval.ms", .int, .all("10000"),
      .atLeast(1), .withoutEffect(.transactions)),
    .init(
      "transaction.max.timeout.ms", .int, .all("900000"), .atLeast(1), .withoutEffect(.transactions)
    ),
    .init(
      "transaction.remove.expired.transaction.cleanup.interval.ms", .int, .all("3600000"),
      .atLeast(1), .withoutEffect(.transactions)),
    .init(
      "transaction.state.log.load.buffer.size", .int, .all("5242880"), .atLeast(1),
      .withoutEffect(.transactions)),
    .init(
      "transaction.state.log.min.isr", .int, .all("2"), .atLeast(1), .withoutEffect(.transactions)),
    .init(
      "transaction.state.log.num.partitions", .int, .all("50"), .atLeast(1),
      .withoutEffect(.transactions)),
    .init(
      "transaction.state.log.replication.factor", .short, .all("3"), .atLeast(1),
      .withoutEffect(.transactions)),
    .init(
      "transaction.state.log.segment.bytes", .int, .all("104857600"), .atLeast(1),
      .withoutEffect(.transactions)),
    .init(
      "transactional.id.expiration.ms", .int, .all("604800000"), .atLeast(1),
      .withoutEffect(.transactions)),
    .init(
      "producer.id.expiration.check.interval.ms", .int, .since39("600000"), .atLeast(1),
      .withoutEffect(.files), isInternal: true),
    .init(
      "producer.id.expiration.ms", .int, .since39("86400000"), .atLeast(1), .notModelled(.expiry)),
    .init(
      "transaction.partition.verification.enable", .boolean, .since39("true"), .free,
      .withoutEffect(.transactions)),
    .init(
      "add.partitions.to.txn.retry.backoff.max.ms", .int, .since41("100"), .atLeast(0),
      .withoutEffect(.transactions)),
    .init(
      "add.partitions.to.txn.retry.backoff.ms", .int, .since41("20"), .atLeast(1),
      .withoutEffect(.transactions)),
    .init(
      "transaction.two.phase.commit.enable", .boolean, .since41("false"), .free,
      .withoutEffect(.transactions)),
  ]
}
