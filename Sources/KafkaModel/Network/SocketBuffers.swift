/// The socket buffers of one end, from `send.buffer.bytes` and `receive.buffer.bytes` (clients) or
/// `socket.send.buffer.bytes` and `socket.receive.buffer.bytes` (brokers).
package struct SocketBuffers: Hashable, Sendable {
  /// Bytes the end may have unacknowledged; -1 leaves it to the system.
  package var send: Int32
  /// Bytes the end lets its peer have unread; -1 leaves it to the system.
  package var receive: Int32

  package init(send: Int32, receive: Int32) {
    self.send = send
    self.receive = receive
  }

  /// Where Linux's automatic tuning of a send buffer ends (`tcp_wmem`).
  private static let systemSend: Int64 = 4 << 20
  /// Where Linux's automatic tuning of a receive buffer ends (`tcp_rmem`).
  private static let systemReceive: Int64 = 6 << 20

  /// The bytes that a receive buffer of a given size lets the peer have unread: Linux doubles the size, and counts
  /// against it what a packet takes in memory, 2304 bytes for 1448 of data (`tcp_win_from_space`).
  static func window(receiveBuffer bytes: Int32) -> Int64 {
    Int64(bytes) * 2 * Int64(Network.segmentSize) / packetMemory
  }

  /// `truesize` of a full packet on Ethernet.
  private static let packetMemory: Int64 = 2_304

  /// The bytes in flight that two buffers allow from `writer` to `reader`.
  static func window(from writer: SocketBuffers, to reader: SocketBuffers) -> Int64 {
    let send = writer.send > 0 ? Int64(writer.send) : systemSend
    let receive = reader.receive > 0 ? window(receiveBuffer: reader.receive) : systemReceive
    return min(send, receive)
  }
}
