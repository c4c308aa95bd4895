package import KafkaModel
package import SimulationKernel

/// The position of an entry in the journal.
package struct JournalIndex: Hashable, Sendable, Comparable {
  package var raw: Int32

  package init(_ raw: Int32) { self.raw = raw }

  package static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}

/// One significant happening, when, where, and what caused it.
package struct JournalEntry: Hashable, Sendable {
  package var at: Instant
  package var process: ProcessIndex?
  package var happening: Happening
  package var cause: JournalIndex?

  package init(
    at: Instant, process: ProcessIndex?, happening: Happening, cause: JournalIndex?
  ) {
    self.at = at
    self.process = process
    self.happening = happening
    self.cause = cause
  }
}

/// What happened: a step of the drill, a process's fate, or what a machine reported.
package enum Happening: Hashable, Sendable {
  case step(Int)
  case undone(Int)
  case processKilled
  case processStopped
  case processStarted
  case processPaused
  case processResumed
  case hostSilent
  case hostBack
  /// The host lost its power and the process with it; `recovered` says later what each log had lost.
  case powerLost
  case isolated
  /// A partition of the network lies between the process and these hosts, one way or both.
  case parted(from: [HostIndex])
  case healed
  case machine(JournalEvent)
}

/// The run's significant happenings in order; every entry may name the entry that caused it.
package struct Journal: Sendable {
  package private(set) var entries: [JournalEntry] = []

  package init() {}

  package mutating func append(_ entry: JournalEntry) -> JournalIndex {
    entries.append(entry)
    return JournalIndex(Int32(entries.count - 1))
  }

  package subscript(_ index: JournalIndex) -> JournalEntry { entries[Int(index.raw)] }

  /// The entry and its causes, from the last effect to the first cause.
  package func chain(from index: JournalIndex) -> [JournalIndex] {
    var chain = [index]
    while let cause = self[chain[chain.count - 1]].cause { chain.append(cause) }
    return chain
  }
}
