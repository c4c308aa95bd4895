/// What runs hashed to when their behaviour was last changed on purpose.
enum Fingerprints {
  struct Recorded: Sendable {
    var drill: String
    var seed: UInt64
    var fingerprint: UInt64
  }

  static let recorded = [
    Recorded(drill: Drills.leaderKill, seed: 1, fingerprint: 5_039_342_182_053_452_848),
    Recorded(drill: Drills.leaderKill, seed: 42, fingerprint: 2_179_132_463_179_602_693),
    Recorded(drill: Drills.lossyCut, seed: 1, fingerprint: 4_897_420_213_409_244_946),
  ]
}
