/// What runs hashed to when their behaviour was last changed on purpose.
enum Fingerprints {
  struct Recorded: Sendable {
    var drill: String
    var seed: UInt64
    var fingerprint: UInt64
  }

  static let recorded = [
    Recorded(drill: Drills.leaderKill, seed: 1, fingerprint: 8_358_568_434_177_531_485),
    Recorded(drill: Drills.leaderKill, seed: 42, fingerprint: 4_466_544_453_532_917_336),
    Recorded(drill: Drills.lossyCut, seed: 1, fingerprint: 8_347_359_506_911_823_996),
  ]
}
