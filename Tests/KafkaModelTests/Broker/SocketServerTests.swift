import Testing

@testable import KafkaModel

@Suite struct SocketServerTests {
  @Test func `A connection in the place of one that is gone has nothing of it`() {
    var server = SocketServer()
    for id in 3...5 { server.accepted(ServerConnection(Int32(id))) }
    let isRead = server.arrived(.listGroups, correlation: 1, on: ServerConnection(4))
    let isReadMeanwhile = server.arrived(.listGroups, correlation: 2, on: ServerConnection(4))
    #expect(isRead && !isReadMeanwhile)
    server.closed(ServerConnection(4), isReset: true)
    server.accepted(ServerConnection(9))
    #expect(server.open == [3, 5, 9].map { ServerConnection($0) })
    let isAnsweredWhenGone = server.finish(ServerConnection(4))
    let isNewOneRead = server.arrived(.listGroups, correlation: 1, on: ServerConnection(9))
    let isAnswered = server.finish(ServerConnection(9))
    #expect(!isAnsweredWhenGone && isNewOneRead && isAnswered)
    let next = server.nextReady()
    #expect(next?.connection == nil)
  }

  /// Linux and `Selector`: the first answer after a FIN is written, and the kernel's reset fails the second one.
  @Test func `Of what waits behind a closed client one more request is read`() {
    var server = SocketServer()
    let id = ServerConnection(0)
    server.accepted(id)
    for correlation in 1...4 as ClosedRange<Int32> {
      let isRead = server.arrived(.listGroups, correlation: correlation, on: id)
      #expect(isRead == (correlation == 1))
    }
    server.closed(id, isReset: false)
    let isFirstRead = server.finish(id)
    let second = server.nextReady()
    let isSecondRead = server.finish(id)
    let third = server.nextReady()
    #expect(!isFirstRead && second?.correlation == 2)
    #expect(!isSecondRead && third == nil && server.open.isEmpty)
  }

  @Test func `Nothing that waits outlives a reset`() {
    var server = SocketServer()
    let id = ServerConnection(0)
    server.accepted(id)
    for correlation in 1...2 as ClosedRange<Int32> {
      _ = server.arrived(.listGroups, correlation: correlation, on: id)
    }
    server.closed(id, isReset: true)
    let isRead = server.finish(id)
    let next = server.nextReady()
    #expect(!isRead && next == nil && server.open.isEmpty)
  }

  /// Requests of `acks=0` get no answer that could meet the reset.
  @Test(arguments: [(true, 2), (false, 4)])
  func `A woken process reads behind the end of a connection as far as answers go`(
    isAnswered: Bool, read: Int
  ) {
    var server = SocketServer()
    let id = ServerConnection(0)
    server.accepted(id)
    server.closes(id)
    var count = 0
    for correlation in 1...4 as ClosedRange<Int32> {
      guard server.arrived(.listGroups, correlation: correlation, on: id) else { continue }
      count += 1
      _ = server.finish(id, isAnswered: isAnswered)
    }
    server.closed(id, isReset: false)
    #expect(count == read && server.open.isEmpty)
  }
}
