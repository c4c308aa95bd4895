import KafkaModel

/// Who stands at the two ends of each connection, beside the network that carries its bytes.
struct ConnectionTable: Sendable {
  /// By the network's slot; a row is true until its slot has the next connection.
  private var rows: [Row?] = []
  /// The network's connection by the number that its server has for it.
  private var served: [ConnectionID] = []

  struct Row: Sendable {
    var id: ConnectionID
    var client: Client
    /// Named here too, so that it is found without the machine, which may lie far away.
    var clientProcess: ProcessIndex
    var server: ProcessIndex
    /// Unlike the slot never used again, so that what a paused server finds late cannot be mistaken.
    var serverConnection: ServerConnection
    /// A member means it by its name for the node. Noted here too, as the member's own list may lie far away.
    var isMembers = false
  }

  /// The machine that opened a connection and the name it has for it.
  enum Client: Hashable, Sendable {
    case producer(Int, NodeID)
    case channel(broker: Int, ChannelID)
    case member(Int, ConsumerNode)
    case worker(Int, ClientSlot, ConsumerNode)
  }

  @inline(__always)
  subscript(_ id: ConnectionID) -> Row? {
    let slot = Int(id.slot)
    guard slot < rows.count, let row = rows[slot], row.id.isSame(as: id) else { return nil }
    return row
  }

  subscript(_ connection: ServerConnection) -> Row? { self[id(of: connection)] }

  /// The network's name for a connection, which may be over.
  func id(of connection: ServerConnection) -> ConnectionID { served[Int(connection.raw)] }

  mutating func add(
    _ id: ConnectionID, from client: Client, of process: ProcessIndex, to server: ProcessIndex
  ) {
    let slot = Int(id.slot)
    while rows.count <= slot { rows.append(nil) }
    let connection = ServerConnection(Int32(served.count))
    served.append(id)
    rows[slot] = Row(
      id: id, client: client, clientProcess: process, server: server, serverConnection: connection)
  }

  /// Whether the connection is one that its member means; false for those of others, and for those that are over.
  @inline(__always)
  func isMembers(_ id: ConnectionID) -> Bool { self[id]?.isMembers ?? false }

  mutating func note(_ id: ConnectionID, isMembers: Bool) {
    guard self[id] != nil else { return }
    rows[Int(id.slot)]?.isMembers = isMembers
  }

  /// Rows in order of their slots; some may be over.
  var all: [Row] { rows.compactMap { $0 } }
}

extension ConsumerNode {
  /// Equal, said in fields, as below.
  func isSame(as other: ConsumerNode) -> Bool {
    id.raw == other.id.raw && isCoordinator == other.isCoordinator
  }
}

extension ConnectionID {
  /// Equal, said in fields: the synthesized `==` of another module is called through its witness, on every
  /// delivery.
  func isSame(as other: ConnectionID) -> Bool {
    slot == other.slot && generation == other.generation
  }
}
