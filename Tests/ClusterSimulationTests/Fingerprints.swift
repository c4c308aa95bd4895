/// What runs hashed to when their behaviour was last changed on purpose.
enum Fingerprints {
  struct Recorded: Sendable {
    var drill: String
    var seed: UInt64
    var fingerprint: UInt64
  }

  static let recorded = [
    Recorded(drill: Drills.leaderKill, seed: 1, fingerprint: 0),
    Recorded(drill: Drills.leaderKill, seed: 42, fingerprint: 0),
    Recorded(drill: Drills.lossyCut, seed: 1, fingerprint: 0),
  ]
}
