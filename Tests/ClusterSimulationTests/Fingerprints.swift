/// What runs hashed to when their behaviour was last changed on purpose.
enum Fingerprints {
  struct Recorded: Sendable {
    var drill: String
    var seed: UInt64
    var fingerprint: UInt64
  }

  static let recorded = [
    Recorded(drill: Drills.leaderKill, seed: 1, fingerprint: 6_942_243_707_711_626_308),
    Recorded(drill: Drills.leaderKill, seed: 42, fingerprint: 1_217_477_929_723_572_354),
    Recorded(drill: Drills.lossyCut, seed: 1, fingerprint: 14_798_524_030_173_154_271),
  ]
}
