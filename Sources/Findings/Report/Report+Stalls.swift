/// When partitions stood still for their readers, in words.
extension Report {
  /// Stalls that a report tells of one group, the longest ones.
  private static let toldStalls = 5

  func stallLines(_ group: GroupFindings) -> [String] {
    guard !group.stalls.isEmpty else { return [] }
    let least = group.stalls.map(\.length).sorted(by: >).prefix(Self.toldStalls).last ?? 0
    let told = group.stalls.filter { $0.length >= least }.prefix(Self.toldStalls)
    var lines = [""]
    for stall in told {
      lines += bullet(sentence(stall), indent: 4)
      lines += stall.story.abridged(first: 6, last: 2).flatMap { bullet($0, indent: 8) }
      if let remark = stall.remark {
        lines += bullet("What would change it: " + remark, indent: 8)
      }
    }
    let more = group.stalls.count - told.count
    if more > 0 { lines.append("    and \(Quantities.counted(Int64(more), "shorter stall"))") }
    return lines
  }

  private func sentence(_ stall: Stall) -> String {
    evidence.names(of: stall.partitions, atMost: 12)
      + ": records waited up to \(Quantities.time(stall.length)) and were handed to nobody, from "
      + evidence.clock(stall.waitsFrom)
      + (stall.isOver ? " until \(evidence.clock(stall.ends))" : " to the end of the run")
  }
}
