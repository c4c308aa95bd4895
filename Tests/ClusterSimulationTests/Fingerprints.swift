/// What runs hashed to when their behaviour was last changed on purpose.
enum Fingerprints {
  struct Recorded: Sendable {
    var drill: String
    var seed: UInt64
    var fingerprint: UInt64
  }

  static let recorded = [
    Recorded(drill: Drills.leaderKill, seed: 1, fingerprint: 16_271_431_218_783_592_527),
    Recorded(drill: Drills.leaderKill, seed: 42, fingerprint: 6_122_136_696_854_492_467),
    Recorded(drill: Drills.lossyCut, seed: 1, fingerprint: 455_952_229_647_606_855),
  ]
}
