extension ClientSettings {
  /// The network client's part of a client's settings.
  ///
  /// Source: `CommonClientConfigs`, with `postProcessReconnectBackoffConfigs`.
  init(_ parsed: ParsedSettings) {
    self.init()
    requestTimeout = parsed.milliseconds("request.timeout.ms") ?? .zero
    retryBackoff = parsed.milliseconds("retry.backoff.ms") ?? .zero
    retryBackoffMax = parsed.milliseconds("retry.backoff.max.ms") ?? retryBackoff
    reconnectBackoff = parsed.milliseconds("reconnect.backoff.ms") ?? .zero
    reconnectBackoffMax = parsed.milliseconds("reconnect.backoff.max.ms") ?? .zero
    if parsed.isGiven("reconnect.backoff.ms") && !parsed.isGiven("reconnect.backoff.max.ms") {
      reconnectBackoffMax = reconnectBackoff
    }
    connectionSetupTimeout = parsed.milliseconds("socket.connection.setup.timeout.ms") ?? .zero
    connectionSetupTimeoutMax =
      parsed.milliseconds("socket.connection.setup.timeout.max.ms") ?? .zero
    connectionsMaxIdle = parsed.milliseconds("connections.max.idle.ms") ?? .zero
    metadataMaxAge = parsed.milliseconds("metadata.max.age.ms") ?? .zero
    if parsed.isGiven("metadata.recovery.strategy") {
      rebootstraps = parsed.text("metadata.recovery.strategy")?.lowercased() == "rebootstrap"
    }
    rebootstrapTrigger = parsed.milliseconds("metadata.recovery.rebootstrap.trigger.ms")
    pushesMetrics = parsed.boolean("enable.metrics.push") ?? false
    sendBufferBytes = parsed.int("send.buffer.bytes") ?? -1
    receiveBufferBytes = parsed.int("receive.buffer.bytes") ?? -1
    maxInFlight = parsed.int("max.in.flight.requests.per.connection") ?? 5
  }
}
