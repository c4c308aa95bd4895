package struct ServerConnection: Hashable, Sendable { package var raw: Int32; package init(_ raw: Int32) { self.raw = raw } }
package struct ChannelID: Hashable, Sendable { package var raw: Int32 }
package struct BrokerTimer: Hashable, Sendable { package var digest: UInt64 { 0 } }
package enum BrokerEffect {
  case respond(ServerConnection, correlation: Int32, Response, bytes: Int32)
  case closeConnection(ServerConnection)
  case connect(channel: ChannelID, to: NodeID)
  case send(channel: ChannelID, correlation: Int32, Request, bytes: Int32)
  case closeChannel(ChannelID)
  case setTimer(BrokerTimer, at: Milliseconds)
  case sync(SyncToken)
  case journal(JournalEvent)
  case exited
}
extension BrokerEffect: Sendable {}
package struct BrokerDraws: Sendable { package init(seed: UInt64, name: String) {} }
package struct Broker: Sendable {
  package init(id: NodeID, controller: NodeID, rack: String?, settings: BrokerSettings, behaviour: BrokerBehaviour, draws: BrokerDraws) {}
  package mutating func start(now: Milliseconds, into: inout [BrokerEffect]) {}
  package mutating func accepted(_ c: ServerConnection) {}
  package mutating func connectionClosed(_ c: ServerConnection) {}
  package mutating func requestArrived(_ c: ServerConnection, correlation: Int32, _ r: Request, now: Milliseconds, into: inout [BrokerEffect]) {}
  package mutating func channelConnected(_ c: ChannelID, now: Milliseconds, into: inout [BrokerEffect]) {}
  package mutating func channelClosed(_ c: ChannelID, now: Milliseconds, into: inout [BrokerEffect]) {}
  package mutating func responseArrived(_ c: ChannelID, correlation: Int32, _ r: Response, now: Milliseconds, into: inout [BrokerEffect]) {}
  package mutating func timerFired(_ t: BrokerTimer, now: Milliseconds, into: inout [BrokerEffect]) {}
  package mutating func synced(_ t: SyncToken, now: Milliseconds, into: inout [BrokerEffect]) {}
  package mutating func beginControlledShutdown(now: Milliseconds, into: inout [BrokerEffect]) {}
  package mutating func killed(now: Milliseconds) {}
  package mutating func powerLost(oldestDirty: Milliseconds, now: Milliseconds) {}
  package mutating func deleteRecords(_ p: DeleteRecordsPartition, now: Milliseconds, into: inout [BrokerEffect]) {}
  package func log(of: TopicPartition) -> ReplicaLog? { nil }
}
