extension Broker {
  package mutating func start(now: Milliseconds, into effects: inout [BrokerEffect]) {}
  package mutating func killed(now: Milliseconds) {}
  package mutating func powerLost(oldestDirty: Milliseconds, now: Milliseconds) {}
  package mutating func beginControlledShutdown(
    now: Milliseconds, into effects: inout [BrokerEffect]
  ) {}
  package mutating func accepted(_ connection: ServerConnection) {}
  package mutating func connectionClosed(_ connection: ServerConnection) {}
  package mutating func requestArrived(
    _ connection: ServerConnection, correlation: Int32, _ request: Request, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {}
  package mutating func channelConnected(
    _ channel: ChannelID, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {}
  package mutating func channelClosed(
    _ channel: ChannelID, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {}
  package mutating func responseArrived(
    _ channel: ChannelID, correlation: Int32, _ response: Response, now: Milliseconds,
    into effects: inout [BrokerEffect]
  ) {}
  package mutating func timerFired(
    _ timer: BrokerTimer, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {}
  package mutating func synced(
    _ token: SyncToken, now: Milliseconds, into effects: inout [BrokerEffect]
  ) {}
}
