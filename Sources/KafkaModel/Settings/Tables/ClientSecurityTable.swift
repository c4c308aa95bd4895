/// Type, default in 2.8.2, 3.9.1 and 4.1.1, bounds and effect of the keys of encryption and authentication that every client has.
///
/// Recorded from the released classes (`SslConfigs` and `SaslConfigs`), sorted by first version and name.
package enum ClientSecurityTable {
  package static let rows: [SettingDefinition] = [
    .init(
      "sasl.client.callback.handler.class", .class, .all(.unset), .free, .withoutEffect(.security)),
    .init("sasl.jaas.config", .password, .all(.unset), .free, .withoutEffect(.security)),
    .init(
      "sasl.kerberos.kinit.cmd", .string, .all("/usr/bin/kinit"), .free, .withoutEffect(.security)),
    .init(
      "sasl.kerberos.min.time.before.relogin", .long, .all("60000"), .free,
      .withoutEffect(.security)),
    .init("sasl.kerberos.service.name", .string, .all(.unset), .free, .withoutEffect(.security)),
    .init(
      "sasl.kerberos.ticket.renew.jitter", .double, .all("0.05"), .free, .withoutEffect(.security)),
    .init(
      "sasl.kerberos.ticket.renew.window.factor", .double, .all("0.8"), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.login.callback.handler.class", .class, .all(.unset), .free, .withoutEffect(.security)),
    .init("sasl.login.class", .class, .all(.unset), .free, .withoutEffect(.security)),
    .init(
      "sasl.login.refresh.buffer.seconds", .short, .all("300"), .between(0, 3600),
      .withoutEffect(.security)),
    .init(
      "sasl.login.refresh.min.period.seconds", .short, .all("60"), .between(0, 900),
      .withoutEffect(.security)),
    .init(
      "sasl.login.refresh.window.factor", .double, .all("0.8"), .fraction(0.5, 1.0),
      .withoutEffect(.security)),
    .init(
      "sasl.login.refresh.window.jitter", .double, .all("0.05"), .fraction(0.0, 0.25),
      .withoutEffect(.security)),
    .init("sasl.mechanism", .string, .all("GSSAPI"), .free, .withoutEffect(.security)),
    .init(
      "security.protocol", .string, .all("PLAINTEXT"),
      .each(
        .free, .oneOfAnyCase(["SASL_SSL", "PLAINTEXT", "SSL", "SASL_PLAINTEXT"]),
        .oneOfAnyCase(["SASL_SSL", "PLAINTEXT", "SSL", "SASL_PLAINTEXT"])),
      .withoutEffect(.security)),
    .init("security.providers", .string, .all(.unset), .free, .withoutEffect(.security)),
    .init("ssl.cipher.suites", .list, .all(.unset), .free, .withoutEffect(.security)),
    .init(
      "ssl.enabled.protocols", .list, .all("TLSv1.2,TLSv1.3"), .free, .withoutEffect(.security)),
    .init(
      "ssl.endpoint.identification.algorithm", .string, .all("https"), .free,
      .withoutEffect(.security)),
    .init("ssl.engine.factory.class", .class, .all(.unset), .free, .withoutEffect(.security)),
    .init("ssl.key.password", .password, .all(.unset), .free, .withoutEffect(.security)),
    .init("ssl.keymanager.algorithm", .string, .all("SunX509"), .free, .withoutEffect(.security)),
    .init(
      "ssl.keystore.certificate.chain", .password, .all(.unset), .free, .withoutEffect(.security)),
    .init("ssl.keystore.key", .password, .all(.unset), .free, .withoutEffect(.security)),
    .init("ssl.keystore.location", .string, .all(.unset), .free, .withoutEffect(.security)),
    .init("ssl.keystore.password", .password, .all(.unset), .free, .withoutEffect(.security)),
    .init("ssl.keystore.type", .string, .all("JKS"), .free, .withoutEffect(.security)),
    .init("ssl.protocol", .string, .all("TLSv1.3"), .free, .withoutEffect(.security)),
    .init("ssl.provider", .string, .all(.unset), .free, .withoutEffect(.security)),
    .init(
      "ssl.secure.random.implementation", .string, .all(.unset), .free, .withoutEffect(.security)),
    .init("ssl.trustmanager.algorithm", .string, .all("PKIX"), .free, .withoutEffect(.security)),
    .init("ssl.truststore.certificates", .password, .all(.unset), .free, .withoutEffect(.security)),
    .init("ssl.truststore.location", .string, .all(.unset), .free, .withoutEffect(.security)),
    .init("ssl.truststore.password", .password, .all(.unset), .free, .withoutEffect(.security)),
    .init("ssl.truststore.type", .string, .all("JKS"), .free, .withoutEffect(.security)),
    .init(
      "sasl.login.connect.timeout.ms", .int, .since39(.unset), .free, .withoutEffect(.security)),
    .init("sasl.login.read.timeout.ms", .int, .since39(.unset), .free, .withoutEffect(.security)),
    .init(
      "sasl.login.retry.backoff.max.ms", .long, .since39("10000"), .free, .withoutEffect(.security)),
    .init("sasl.login.retry.backoff.ms", .long, .since39("100"), .free, .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.clock.skew.seconds", .int, .since39("30"), .free, .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.expected.audience", .list, .since39(.unset), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.expected.issuer", .string, .since39(.unset), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.header.urlencode", .boolean, .since39("false"), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.jwks.endpoint.refresh.ms", .long, .since39("3600000"), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.jwks.endpoint.retry.backoff.max.ms", .long, .since39("10000"), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.jwks.endpoint.retry.backoff.ms", .long, .since39("100"), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.jwks.endpoint.url", .string, .since39(.unset), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.scope.claim.name", .string, .since39("scope"), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.sub.claim.name", .string, .since39("sub"), .free, .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.token.endpoint.url", .string, .since39(.unset), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.assertion.algorithm", .string, .since41("RS256"),
      .oneOfAnyCase(["ES256", "RS256"]), .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.assertion.claim.aud", .string, .since41(.unset), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.assertion.claim.exp.seconds", .int, .since41("300"), .between(0, 86400),
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.assertion.claim.iss", .string, .since41(.unset), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.assertion.claim.jti.include", .boolean, .since41("false"), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.assertion.claim.nbf.seconds", .int, .since41("60"), .between(0, 3600),
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.assertion.claim.sub", .string, .since41(.unset), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.assertion.file", .string, .since41(.unset), .free, .withoutEffect(.security)
    ),
    .init(
      "sasl.oauthbearer.assertion.private.key.file", .string, .since41(.unset), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.assertion.private.key.passphrase", .password, .since41(.unset), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.assertion.template.file", .string, .since41(.unset), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.client.credentials.client.id", .string, .since41(.unset), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.client.credentials.client.secret", .password, .since41(.unset), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.jwt.retriever.class", .class,
      .since41("org.apache.kafka.common.security.oauthbearer.DefaultJwtRetriever"), .free,
      .withoutEffect(.security)),
    .init(
      "sasl.oauthbearer.jwt.validator.class", .class,
      .since41("org.apache.kafka.common.security.oauthbearer.DefaultJwtValidator"), .free,
      .withoutEffect(.security)),
    .init("sasl.oauthbearer.scope", .string, .since41(.unset), .free, .withoutEffect(.security)),
  ]

  /// The keys that Connect and MirrorMaker know too (`ConfigDef.withClientSslSupport`, `withClientSaslSupport`).
  package static let common = rows.filter { $0.key != "security.providers" }
}
