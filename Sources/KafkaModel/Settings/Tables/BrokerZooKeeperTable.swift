/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the broker's keys of ZooKeeper.
///
/// Recorded from the released classes (`KafkaConfig`), sorted by first version and name.
package enum BrokerZooKeeperTable {
  package static let rows: [SettingDefinition] = [
    .init(
      "zookeeper.clientCnxnSocket", .string, .until39(.unset), .free, .withoutEffect(.zooKeeper)),
    .init("zookeeper.connect", .string, .until39(.unset), .free, .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.connection.timeout.ms", .int, .until39(.unset), .free, .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.max.in.flight.requests", .int, .until39("10"), .atLeast(1),
      .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.session.timeout.ms", .int, .until39("18000"), .free, .withoutEffect(.zooKeeper)),
    .init("zookeeper.set.acl", .boolean, .until39("false"), .free, .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.cipher.suites", .list, .until39(.unset), .free, .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.client.enable", .boolean, .until39("false"), .free, .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.crl.enable", .boolean, .until39("false"), .free, .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.enabled.protocols", .list, .until39(.unset), .free, .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.endpoint.identification.algorithm", .string, .until39("HTTPS"), .free,
      .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.keystore.location", .string, .until39(.unset), .free,
      .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.keystore.password", .password, .until39(.unset), .free,
      .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.keystore.type", .string, .until39(.unset), .free, .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.ocsp.enable", .boolean, .until39("false"), .free, .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.protocol", .string, .until39("TLSv1.2"), .free, .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.truststore.location", .string, .until39(.unset), .free,
      .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.truststore.password", .password, .until39(.unset), .free,
      .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.ssl.truststore.type", .string, .until39(.unset), .free, .withoutEffect(.zooKeeper)),
    .init("zookeeper.sync.time.ms", .int, .until28("2000"), .free, .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.metadata.migration.enable", .boolean, .only39("false"), .free,
      .withoutEffect(.zooKeeper)),
    .init(
      "zookeeper.metadata.migration.min.batch.size", .int, .only39("200"), .atLeast(1),
      .withoutEffect(.zooKeeper), isInternal: true),
  ]
}
