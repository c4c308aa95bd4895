/// `connector.client.config.override.policy`: what of `producer.override.*` and the like a connector may set.
package enum ClientOverridePolicy: Hashable, Sendable {
  case all
  case none
  /// Only who the client is, nothing that is modelled.
  case principal
}
