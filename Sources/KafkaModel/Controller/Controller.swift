/// The controller of a cluster in KRaft mode: the single voter of the metadata quorum.
package struct Controller: Sendable {
  /// `bootstrap` are records already committed when the controller is created: a cluster found running.
  package init(
    id: NodeID, settings: BrokerSettings, behaviour: BrokerBehaviour, placement: RandomSource,
    bootstrap: [MetadataRecord] = []
  ) { fatalError() }
  /// What all records written so far give, committed or not.
  package private(set) var image = MetadataImage()
  /// The process has loaded its log and leads the quorum; call it once after `init` and once after `crash`.
  package mutating func activate(now: Milliseconds, effects: inout [ControllerEffect]) {}
  package mutating func handle(
    _ request: Request, token: RequestToken, now: Milliseconds, effects: inout [ControllerEffect]
  ) {}
  package mutating func synced(
    _ token: SyncToken, now: Milliseconds, effects: inout [ControllerEffect]
  ) {}
  package mutating func timerFired(
    _ timer: ControllerTimer, now: Milliseconds, effects: inout [ControllerEffect]
  ) {}
  /// The request's connection is closed: nobody waits for its answer any more.
  package mutating func forget(_ token: RequestToken) {}
  /// The process is gone; what its log keeps is ready for `activate`.
  package mutating func crash(_ crash: ControllerCrash) {}
}
