/// What the controller looks for at fixed intervals from its activation on, since KAFKA-17793 (4.0); before, each look was
/// armed by what made it necessary.
///
/// Source: `org.apache.kafka.controller.PeriodicTaskControlManager`, `QuorumController.registerMaybeFenceStaleBroker`,
/// `registerElectPreferred`, `registerElectUnclean`.
extension Controller {
  /// How soon a task runs again that has not found the end of its work.
  static let immediately = Milliseconds(10)

  /// An eighth of a session (`maybeFenceStaleBrokerPeriodNs`).
  private var fencingInterval: Milliseconds {
    Milliseconds(max(settings.sessionTimeout.raw / 8, 1))
  }

  mutating func beginPeriodicTasks(now: Milliseconds, _ effects: inout [ControllerEffect]) {
    contacts = BrokerContacts(timeout: settings.sessionTimeout)
    for id in brokerOrder.ids {
      if let broker = image.broker(id) { contacts.touch(broker.sessionKey, now: now) }
    }
    setTimer(.fenceStaleBroker, at: now + fencingInterval, &effects)
    if settings.autoLeaderRebalance {
      setTimer(.balanceLeaders, at: now + settings.leaderImbalanceCheckInterval, &effects)
    }
    setTimer(.electUncleanLeaders, at: now + settings.uncleanElectionInterval, &effects)
  }

  /// Arms a sweep that has just run for its next time.
  mutating func repeatPeriodically(
    _ timer: ControllerTimer, _ sweep: Sweep, interval: Milliseconds, now: Milliseconds,
    _ effects: inout [ControllerEffect]
  ) {
    guard behaviour.periodicControllerTasks else { return }
    setTimer(timer, at: now + (sweep == .immediately ? Self.immediately : interval), &effects)
  }

  /// Fences one broker whose session is over, and looks for the next one soon (`maybeFenceOneStaleBroker`).
  ///
  /// The contact of an earlier incarnation is only forgotten, which takes a look as well.
  mutating func fencePeriodically(now: Milliseconds, _ effects: inout [ControllerEffect]) {
    var records: [MetadataRecord] = []
    let expired = contacts.takeExpired(now: now)
    if let expired, let broker = image.broker(expired.broker), broker.epoch == expired.epoch {
      if !broker.isFenced { records = recordsOfFencing(broker) }
      sessions.fence(broker.id)
    }
    setTimer(
      .fenceStaleBroker, at: now + (expired == nil ? fencingInterval : Self.immediately), &effects)
    write(records, now: now, &effects)
  }
}

extension BrokerRegistration {
  /// By what the controller knows when it heard this incarnation last.
  var sessionKey: BrokerContacts.Incarnation {
    BrokerContacts.Incarnation(broker: id, epoch: epoch)
  }
}
