/// What runs hashed to when their behaviour was last changed on purpose.
enum Fingerprints {
  struct Recorded: Sendable {
    var drill: String
    var seed: UInt64
    var fingerprint: UInt64
  }

  static let recorded = [
    Recorded(drill: Drills.leaderKill, seed: 1, fingerprint: 5_769_869_054_021_524_345),
    Recorded(drill: Drills.leaderKill, seed: 42, fingerprint: 10_115_264_965_664_635_828),
    Recorded(drill: Drills.lossyCut, seed: 1, fingerprint: 3_704_396_002_147_259_175),
  ]
}
