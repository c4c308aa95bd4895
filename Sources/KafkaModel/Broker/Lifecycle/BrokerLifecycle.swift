/// A broker's registration, heartbeats and controlled shutdown.
///
/// One request to the controller at a time: registration until it succeeds, then heartbeats. A heartbeat follows
/// `broker.heartbeat.interval.ms` after each answer, at once after a registration, after 10 ms while the broker
/// catches up; failures back off from 100 ms, doubling up to the session time-out, with a jitter of 2 %; since
/// KAFKA-19294 (4.1) they wait for the interval.
/// Source: `core/src/main/scala/kafka/server/BrokerLifecycleManager.scala`.
package struct BrokerLifecycle: Sendable {
  /// `org.apache.kafka.metadata.BrokerState`
  package enum State: Hashable, Sendable {
    case notRunning
    case starting
    case recovery
    case running
    /// `answered` is true after the first heartbeat answer that did not let the broker go.
    case pendingControlledShutdown(answered: Bool)
    case shuttingDown
  }

  package let broker: NodeID
  package let incarnation: Int32
  package let rack: String?
  package private(set) var state = State.notRunning
  /// The epoch of the last successful registration; `.none` before the first.
  package private(set) var brokerEpoch = BrokerEpoch.none

  private let sessionTimeout: Milliseconds
  private let heartbeatInterval: Milliseconds
  private let registrationTimeout: Milliseconds
  private let retriesByInterval: Bool
  private var random: RandomSource
  private var highestMetadataOffset = Offset.none
  private var isReadyToUnfence = false
  private var isRegistered = false
  private var isCommunicationInFlight = false
  private var isNextSchedulingImmediate = false
  private var failedAttempts: Int64 = 0
  private var communicationDeadline: Milliseconds?
  private var registrationDeadline: Milliseconds?

  /// `random` draws the jitter of failed attempts, where these back off.
  package init(
    broker: NodeID, incarnation: Int32, rack: String?, settings: BrokerSettings,
    retriesByInterval: Bool = false, random: RandomSource
  ) {
    self.broker = broker
    self.incarnation = incarnation
    self.rack = rack
    self.sessionTimeout = settings.sessionTimeout
    self.heartbeatInterval = settings.heartbeatInterval
    self.registrationTimeout = settings.initialRegistrationTimeout
    self.retriesByInterval = retriesByInterval
    self.random = random
  }

  /// Begins with the first registration (`StartupEvent`).
  package mutating func start(now: Milliseconds, effects: inout [BrokerLifecycleEffect]) {
    precondition(state == .notRunning, "a lifecycle starts once")
    state = .starting
    let deadline = now + registrationTimeout
    registrationDeadline = deadline
    effects.append(.setTimer(.registrationTimeout, at: deadline))
    sendRegistration(&effects)
  }

  /// The broker has applied its metadata log up to and including this offset; heartbeats report it.
  package mutating func metadataApplied(upTo offset: Offset) {
    highestMetadataOffset = offset
  }

  /// Logs are recovered and the broker asks to be unfenced (`setReadyToUnfence`).
  package mutating func readyToUnfence(
    now: Milliseconds, effects: inout [BrokerLifecycleEffect]
  ) {
    isReadyToUnfence = true
    scheduleCommunication(after: .zero, now: now, &effects)
  }

  /// SIGTERM: a running broker asks the controller to let it go, any other stops at once.
  package mutating func beginControlledShutdown(
    now: Milliseconds, effects: inout [BrokerLifecycleEffect]
  ) {
    switch state {
    case .running:
      state = .pendingControlledShutdown(answered: false)
      scheduleCommunication(after: .zero, now: now, &effects)
    case .pendingControlledShutdown, .shuttingDown:
      return
    case .notRunning, .starting, .recovery:
      shutDown(.immediate, &effects)
    }
  }

  /// The controller's answer to the request in flight.
  package mutating func received(
    _ response: Response, now: Milliseconds, effects: inout [BrokerLifecycleEffect]
  ) {
    guard state != .shuttingDown, isCommunicationInFlight else { return }
    isCommunicationInFlight = false
    switch response {
    case .brokerRegistration(.none, let epoch):
      failedAttempts = 0
      brokerEpoch = epoch
      isRegistered = true
      registrationDeadline = nil
      scheduleCommunication(after: .zero, now: now, &effects)
    case .brokerHeartbeat(let answer) where answer.error == .none:
      failedAttempts = 0
      heartbeatAnswered(answer, now: now, &effects)
    case .brokerRegistration, .brokerHeartbeat:
      scheduleAfterFailure(now: now, &effects)
    case .apiVersions, .metadata, .initProducerID, .produce, .fetch, .alterPartition,
      .metadataLogFetch, .createTopics, .deleteRecords, .electLeaders, .alterConfigs,
      .createPartitions, .findCoordinator, .joinGroup, .syncGroup, .heartbeat, .leaveGroup,
      .offsetCommit, .offsetFetch, .listOffsets, .offsetForLeaderEpoch, .deleteTopics,
      .incrementalAlterConfigs, .describeConfigs, .listGroups, .describeGroups:
      preconditionFailure("not an answer to a lifecycle's request")
    }
  }

  /// The channel gave the request up, unsent or without a usable answer.
  package mutating func requestFailed(
    now: Milliseconds, effects: inout [BrokerLifecycleEffect]
  ) {
    guard state != .shuttingDown, isCommunicationInFlight else { return }
    isCommunicationInFlight = false
    scheduleAfterFailure(now: now, &effects)
  }

  package mutating func timerFired(
    _ timer: BrokerLifecycleTimer, now: Milliseconds, effects: inout [BrokerLifecycleEffect]
  ) {
    guard state != .shuttingDown else { return }
    switch timer {
    case .communication:
      guard let deadline = communicationDeadline, now >= deadline else { return }
      communicationDeadline = nil
      if isCommunicationInFlight {
        isNextSchedulingImmediate = true
      } else if isRegistered {
        sendHeartbeat(&effects)
      } else {
        sendRegistration(&effects)
      }
    case .registrationTimeout:
      guard let deadline = registrationDeadline, now >= deadline else { return }
      registrationDeadline = nil
      shutDown(.registrationTimedOut, &effects)
    }
  }

  private mutating func heartbeatAnswered(
    _ answer: BrokerHeartbeatResponse, now: Milliseconds,
    _ effects: inout [BrokerLifecycleEffect]
  ) {
    switch state {
    case .starting:
      if answer.isCaughtUp {
        state = .recovery
        effects.append(.caughtUp)
      }
      scheduleCommunication(after: Milliseconds(10), now: now, &effects)
    case .recovery:
      if !answer.isFenced {
        state = .running
        effects.append(.unfenced)
      }
      scheduleCommunication(after: heartbeatInterval, now: now, &effects)
    case .running:
      scheduleCommunication(after: heartbeatInterval, now: now, &effects)
    case .pendingControlledShutdown(let answered):
      if answer.shouldShutDown {
        effects.append(.journal(.shutdownGranted))
        shutDown(.granted, &effects)
        return
      }
      state = .pendingControlledShutdown(answered: true)
      let pause = answered ? heartbeatInterval : Milliseconds(50)
      scheduleCommunication(after: pause, now: now, &effects)
    case .notRunning, .shuttingDown:
      preconditionFailure("a heartbeat was in flight in state \(state)")
    }
  }

  private mutating func shutDown(
    _ reason: BrokerShutdownReason, _ effects: inout [BrokerLifecycleEffect]
  ) {
    state = .shuttingDown
    communicationDeadline = nil
    registrationDeadline = nil
    effects.append(.shutDown(reason))
  }

  private mutating func sendRegistration(_ effects: inout [BrokerLifecycleEffect]) {
    isCommunicationInFlight = true
    effects.append(
      .sendToController(
        .brokerRegistration(
          BrokerRegistrationRequest(broker: broker, incarnation: incarnation, rack: rack))))
  }

  private mutating func sendHeartbeat(_ effects: inout [BrokerLifecycleEffect]) {
    isCommunicationInFlight = true
    let wantShutDown =
      switch state {
      case .pendingControlledShutdown: true
      case .notRunning, .starting, .recovery, .running, .shuttingDown: false
      }
    effects.append(
      .sendToController(
        .brokerHeartbeat(
          BrokerHeartbeatRequest(
            broker: broker, brokerEpoch: brokerEpoch,
            currentMetadataOffset: highestMetadataOffset, wantFence: !isReadyToUnfence,
            wantShutDown: wantShutDown))))
  }

  /// `scheduleNextCommunication`: replaces whatever was scheduled.
  private mutating func scheduleCommunication(
    after pause: Milliseconds, now: Milliseconds, _ effects: inout [BrokerLifecycleEffect]
  ) {
    let deadline = isNextSchedulingImmediate ? now : now + pause
    isNextSchedulingImmediate = false
    communicationDeadline = deadline
    effects.append(.setTimer(.communication, at: deadline))
  }

  /// `ExponentialBackoff(100, 2, broker.session.timeout.ms, 0.02)`, never hurried by a waiting wish.
  private mutating func scheduleAfterFailure(
    now: Milliseconds, _ effects: inout [BrokerLifecycleEffect]
  ) {
    isNextSchedulingImmediate = false
    if retriesByInterval {
      return scheduleCommunication(after: heartbeatInterval, now: now, &effects)
    }
    let doublings = min(failedAttempts, 30)
    let term = min(100 << doublings, max(sessionTimeout.raw, 100))
    let millionths = Int64(980_000 + random.below(40_000))
    let pause = min(term * millionths / 1_000_000, sessionTimeout.raw)
    failedAttempts += 1
    scheduleCommunication(after: Milliseconds(pause), now: now, &effects)
  }
}
