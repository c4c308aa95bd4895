/// How a sender's kernel fills the window (`net.ipv4.tcp_congestion_control`) on a path that loses nothing.
package enum CongestionControl: String, Hashable, Sendable {
  /// Linux's own default: what the window allows leaves as fast as the link takes it. Slow start is left out.
  case cubic
  /// Bandwidth is measured, and what leaves is paced by it; see `Pacing`.
  case bbr
}
