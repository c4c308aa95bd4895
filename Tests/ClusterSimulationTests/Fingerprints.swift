/// What runs hashed to when their behaviour was last changed on purpose.
enum Fingerprints {
  struct Recorded: Sendable {
    var drill: String
    var seed: UInt64
    var fingerprint: UInt64
  }

  static let recorded = [
    Recorded(drill: Drills.leaderKill, seed: 1, fingerprint: 9_637_397_055_711_199_895),
    Recorded(drill: Drills.leaderKill, seed: 42, fingerprint: 1_217_477_929_723_572_354),
    Recorded(drill: Drills.lossyCut, seed: 1, fingerprint: 7_107_154_501_078_071_292),
  ]
}
