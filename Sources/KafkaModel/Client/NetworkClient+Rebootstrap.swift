/// The return to the bootstrap servers: at once where no known node can be reached (KIP-899), and where
/// metadata have been asked for in vain for `metadata.recovery.rebootstrap.trigger.ms` (KIP-1102).
///
/// Source: `NetworkClient.handleRebootstrap`, `DefaultMetadataUpdater`, `AdminMetadataManager`.
extension NetworkClient {
  /// The client begins to ask for metadata, unless it does so already.
  package mutating func beganAsking(now: Milliseconds) {
    guard askingSince == nil else { return }
    askingSince = now
    quietUntil = min(quietUntil, rebootstrapDue)
  }

  /// The client has the metadata that it asked for.
  package mutating func metadataCame() { askingSince = nil }

  /// Forgets the cluster; from now on the client asks its bootstrap servers.
  package mutating func rebootstrap(now: Milliseconds) {
    metadata.rebootstrap()
    askingSince = nil
    beganAsking(now: now)
  }

  /// The last moment at which the client still waits for the nodes it knows.
  var rebootstrapDue: Milliseconds {
    guard rebootstraps, let trigger = settings.rebootstrapTrigger, let askingSince else {
      return .max
    }
    return askingSince + trigger
  }

  /// Leaves all known nodes when metadata have not come for too long; true if it did.
  mutating func rebootstrapIfOverdue(
    now: Milliseconds, into effects: inout [ClientEffect],
    completions: inout [ClientCompletion]
  ) -> Bool {
    guard now > rebootstrapDue else { return false }
    for node in metadata.nodes {
      disconnect(node, now: now, into: &effects, completions: &completions)
    }
    rebootstrap(now: now)
    return true
  }
}
