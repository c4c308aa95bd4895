import Testing

@testable import KafkaModel

@Suite struct SocketServerTests {
  @Test func `A connection in the place of one that is gone has nothing of it`() {
    var server = SocketServer()
    for id in 3...5 { server.accepted(ServerConnection(Int32(id))) }
    let isRead = server.arrived(.listGroups, correlation: 1, on: ServerConnection(4))
    let isReadMeanwhile = server.arrived(.listGroups, correlation: 2, on: ServerConnection(4))
    #expect(isRead && !isReadMeanwhile)
    server.closed(ServerConnection(4))
    server.accepted(ServerConnection(9))
    #expect(server.open == [3, 5, 9].map { ServerConnection($0) })
    let isAnsweredWhenGone = server.finish(ServerConnection(4))
    let isNewOneRead = server.arrived(.listGroups, correlation: 1, on: ServerConnection(9))
    let isAnswered = server.finish(ServerConnection(9))
    #expect(!isAnsweredWhenGone && isNewOneRead && isAnswered)
    let next = server.nextReady()
    #expect(next?.connection == nil)
  }
}
