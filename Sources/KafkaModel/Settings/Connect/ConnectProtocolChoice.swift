/// `connect.protocol`
package enum ConnectProtocolChoice: String, Hashable, Sendable {
  /// Every rebalance stops everything.
  case eager
  /// Incremental and cooperative (KIP-415).
  case compatible
  /// The same, with signed internal requests (KIP-507).
  case sessioned
}
