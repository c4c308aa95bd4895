/// What a worker says of itself when it joins.
///
/// Source: `ConnectProtocol.WorkerState`, `ExtendedWorkerState`.
package struct WorkerState: Hashable, Sendable {
  /// Where its REST server listens; followers forward task configs to the leader's.
  package var url: String
  /// How far it has read the config topic.
  package var offset: Offset
  /// What it was last given; nil for a worker that has nothing.
  package var assignment: WorkerAssignment?

  package init(url: String, offset: Offset, assignment: WorkerAssignment? = nil) {
    self.url = url
    self.offset = offset
    self.assignment = assignment
  }

  /// As one of the group's protocols carries it.
  package func encoded(_ compatibility: ConnectCompatibility, _ names: ConnectorNames) -> [UInt8] {
    var bytes = GroupBytes()
    bytes.append(compatibility.version)
    bytes.append(url)
    bytes.append(offset.raw)
    if compatibility != .eager { bytes.append(assignment?.encoded(compatibility, names)) }
    return bytes.bytes
  }

  /// Reads it; nil if it makes no sense.
  package init?(encoded: [UInt8], _ names: ConnectorNames) {
    var reader = GroupBytesReader(encoded)
    guard let version = reader.int16(), let url = reader.string()?.content,
      let offset = reader.int64()
    else { return nil }
    self.init(url: url, offset: Offset(offset))
    if version > 0, let bytes = reader.bytes()?.content {
      assignment = WorkerAssignment(encoded: bytes, names)
    }
  }
}
