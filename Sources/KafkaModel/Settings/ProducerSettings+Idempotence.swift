extension ProducerSettings {
  /// 3.0 and later (KIP-679): on unless something forbids it; what the user asked for is an error.
  ///
  /// Source: `ProducerConfig.postProcessAndValidateIdempotenceConfigs`.
  mutating func settleIdempotence(_ parsed: ParsedSettings) throws(SettingsError) {
    let given = parsed.isGiven("enable.idempotence")
    idempotent = parsed.boolean("enable.idempotence") ?? false
    if idempotent {
      if retries == 0 {
        if given { throw .idempotenceNeedsRetries }
        idempotent = false
      }
      if acks != .all {
        if given { throw .idempotenceNeedsAcksAll }
        idempotent = false
      }
      if client.maxInFlight > 5 {
        if parsed.version >= KafkaVersion(4, 0, 0) {
          throw .config(
            "To use the idempotent producer, max.in.flight.requests.per.connection must be set "
              + "to at most 5. Current value is \(client.maxInFlight).")
        }
        if given { throw .config(SettingsError.atMostFiveInFlight) }
        idempotent = false
      }
    }
    if !idempotent && transactionalID != nil { throw .transactionNeedsIdempotence }
  }

  /// Before 3.0: off unless the user sets it or a transactional id; then it forces acks.
  ///
  /// Source: 2.8 `ProducerConfig.maybeOverrideAcksAndRetries`, `idempotenceEnabled`.
  mutating func settleIdempotenceBeforeKIP679(_ parsed: ParsedSettings) throws(SettingsError) {
    let given = parsed.isGiven("enable.idempotence")
    let enabled = given && parsed.boolean("enable.idempotence") == true
    if given && !enabled && transactionalID != nil { throw .transactionNeedsIdempotence }
    idempotent = enabled || transactionalID != nil
    guard idempotent else { return }
    if retries == 0 { throw .idempotenceNeedsRetries }
    if parsed.isGiven("acks") && acks != .all { throw .idempotenceNeedsAcksAll }
    acks = .all
  }

  /// Before 3.0 the limit in flight was tested last (`KafkaProducer.configureInflightRequests`).
  func checkInFlightBeforeKIP679(_ parsed: ParsedSettings) throws(SettingsError) {
    if idempotent && client.maxInFlight > 5 {
      throw .inConstructor("ConfigException", SettingsError.atMostFiveInFlight)
    }
  }
}

extension SettingsError {
  fileprivate static let idempotenceNeedsRetries = config(
    "Must set retries to non-zero when using the idempotent producer.")
  fileprivate static let idempotenceNeedsAcksAll = config(
    "Must set acks to all in order to use the idempotent producer. "
      + "Otherwise we cannot guarantee idempotence.")
  fileprivate static let transactionNeedsIdempotence = config(
    "Cannot set a transactional.id without also enabling idempotence.")
  fileprivate static let atMostFiveInFlight =
    "Must set max.in.flight.requests.per.connection to at most 5 to use the idempotent producer."
}
