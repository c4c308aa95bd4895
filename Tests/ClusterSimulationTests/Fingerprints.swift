/// What runs hashed to when their behaviour was last changed on purpose.
enum Fingerprints {
  struct Recorded: Sendable {
    var drill: String
    var seed: UInt64
    var fingerprint: UInt64
  }

  static let recorded = [
    Recorded(drill: Drills.leaderKill, seed: 1, fingerprint: 15_600_813_475_783_551_250),
    Recorded(drill: Drills.leaderKill, seed: 42, fingerprint: 8_416_216_823_281_654_032),
    Recorded(drill: Drills.lossyCut, seed: 1, fingerprint: 3_639_104_137_424_382_730),
  ]
}
