package import SimulationKernel

extension Network {
  /// Begins to connect: a SYN now, again after 1, 2, 4 ... s while unanswered, given up after 127 s
  /// (`tcp_syn_retries` 6) unless the client closes before. The answer is `established` or `refused`.
  package mutating func open(
    from client: ProcessIndex, with clientBuffers: SocketBuffers,
    to server: ProcessIndex, with serverBuffers: SocketBuffers,
    at now: Instant, into effects: inout [NetworkEffect]
  ) -> ConnectionID {
    fatalError("to come")
  }

  /// Hands a frame to the kernel of the writer's host; immediate, as there is always room in the send buffer.
  ///
  /// On a connection that is over for the writer the frame is discarded at once.
  package mutating func write(
    _ message: MessageID, bytes: Int32, on connection: ConnectionID, from side: ConnectionSide,
    at now: Instant, into effects: inout [NetworkEffect]
  ) {
  }

  /// Closes one side. What it wrote is still delivered, then the peer sees `finished`; what still comes in for
  /// it is discarded and answered with a reset.
  ///
  /// - Parameter unread: The process leaves arrived data unread: Linux then sends a reset at once instead,
  ///   and forgets what it had not sent yet.
  package mutating func close(
    _ connection: ConnectionID, side: ConnectionSide, unread: Bool, at now: Instant,
    into effects: inout [NetworkEffect]
  ) {
  }

  /// Ends a process: all its sockets are closed as by `close(unread: false)`, and nobody listens for it until `start`.
  /// A shell that knows of unread data closes those connections itself before.
  package mutating func kill(
    _ process: ProcessIndex, at now: Instant, into effects: inout [NetworkEffect]
  ) {
  }

  /// A process listens again. (A paused process needs no call: its kernel goes on; the shell keeps what arrives.)
  package mutating func start(_ process: ProcessIndex) {
    processes[Int(process.raw)].isAlive = true
  }

  /// Frames that `side` writes from now on are acknowledged but never seen by the peer, until the connection is closed.
  package mutating func mute(_ connection: ConnectionID, from side: ConnectionSide) {
  }

  /// Frames that `side` writes from now on arrive no earlier than `instant`: hold one and all behind it wait too.
  package mutating func hold(
    _ connection: ConnectionID, from side: ConnectionSide, until instant: Instant
  ) {
  }

  /// Handles an event at the instant it was scheduled for.
  package mutating func handle(
    _ event: NetworkEvent, at now: Instant, into effects: inout [NetworkEffect]
  ) {
  }

  /// The client and server process of a connection; nil when it is over.
  package func processes(of connection: ConnectionID) -> (
    client: ProcessIndex, server: ProcessIndex
  )? {
    nil
  }
}
