/// What runs hashed to when their behaviour was last changed on purpose.
enum Fingerprints {
  struct Recorded: Sendable {
    var drill: String
    var seed: UInt64
    var fingerprint: UInt64
  }

  static let recorded = [
    Recorded(drill: Drills.leaderKill, seed: 1, fingerprint: 8_650_430_251_305_266_087),
    Recorded(drill: Drills.leaderKill, seed: 42, fingerprint: 12_659_419_625_117_876_541),
    Recorded(drill: Drills.lossyCut, seed: 1, fingerprint: 15_668_744_527_686_449_982),
  ]
}
