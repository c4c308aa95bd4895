package import ClusterSimulation
import KafkaModel
import SimulationKernel

/// What happened, in its order, a sentence each; what befell several within a second is told once, and so is what a client meets
/// again at each of its attempts.
extension Evidence {
  /// So many entries of one fate are told together.
  private static let severalEntries = 3
  /// Nanoseconds after the first of them.
  private static let togetherness: Int64 = 1_000_000_000

  /// The entries and what caused them; a partition that the reader knows already is not named again.
  package func story(_ entries: [JournalIndex], about known: PartitionRef?) -> [String] {
    sentences(withCauses(entries), about: known)
  }

  /// The entries alone, which are in the order of time.
  func sentences(_ entries: [JournalIndex], about known: PartitionRef?) -> [String] {
    var shared: [(fate: Happening, entries: [JournalIndex])] = []
    var told: [(first: JournalIndex, sentence: String)] = []
    for index in entries {
      let entry = record.journal[index]
      guard let fate = entry.happening.fate else {
        told.append((index, sentence(index, about: known)))
        continue
      }
      let place = shared.lastIndex {
        $0.fate == fate
          && (fate.recurs
            || entry.at.nanoseconds - record.journal[$0.entries[0]].at.nanoseconds
              <= Self.togetherness)
      }
      if let place {
        shared[place].entries.append(index)
      } else {
        shared.append((fate, [index]))
      }
    }
    for (_, entries) in shared {
      if entries.count < Self.severalEntries {
        var last: String?
        for index in entries {
          let sentence = sentence(index, about: known)
          // A client with two connections to one broker loses both at once.
          if sentence != last { told.append((index, sentence)) }
          last = sentence
        }
      } else {
        told.append((entries[0], sentence(ofSeveral: entries)))
      }
    }
    return told.sorted { $0.first < $1.first }.map(\.sentence)
  }

  /// The entries and all their causes, each once, in the journal's order.
  func withCauses(_ entries: [JournalIndex]) -> [JournalIndex] {
    var all: Set<JournalIndex> = []
    for entry in entries {
      all.insert(entry)
      // How the estate started is no part of what befell it.
      all.formUnion(
        record.journal.chain(from: entry).filter { record.journal[$0].at >= record.origin })
    }
    return all.sorted()
  }

  /// One fate of several, in the order of time.
  private func sentence(ofSeveral entries: [JournalIndex]) -> String {
    var names: [String] = []
    for name in entries.map({ sufferer(of: record.journal[$0]) }) where !names.contains(name) {
      names.append(name)
    }
    let first = record.journal[entries[0]]
    let last = record.journal[entries[entries.count - 1]]
    let (from, to) = (clock(first.at.nanoseconds), clock(last.at.nanoseconds))
    return phrase(first, of: names, about: nil)
      + (entries.count > names.count ? ", \(entries.count) times" : "")
      + (from == to ? " at \(from)" : " from \(from) to \(to)")
  }

  /// Whom an entry is about: the process that it is of, or the member that a coordinator names.
  func sufferer(of entry: JournalEntry) -> String {
    switch entry.happening {
    case .machine(.group(_, .memberExpired(let member, _))),
      .machine(.group(_, .memberLeft(let member))):
      name(of: member, by: entry.process)
    case .step, .undone, .processKilled, .processStopped, .processStarted, .processPaused,
      .processResumed, .hostSilent, .hostBack, .powerLost, .isolated, .parted, .healed, .machine:
      name(of: entry.process)
    }
  }

  /// Who a coordinator means; the id itself if nobody of the estate got it.
  func name(of member: MemberID, by coordinator: ProcessIndex?) -> String {
    cluster(of: coordinator).flatMap { cluster in
      members[CoordinatedName(cluster: cluster, member: member)]
    }.map { name(of: $0) } ?? member.text
  }
}

extension Happening {
  /// Whether a client that tries again meets the same again.
  fileprivate var recurs: Bool { self == .machine(.consumer(.coordinatorLost)) }

  /// What befell, whomever it befell; nil for what is told of one thing at a time.
  fileprivate var fate: Happening? {
    switch self {
    case .processKilled, .processStopped, .processStarted, .processPaused, .processResumed,
      .hostSilent, .hostBack, .powerLost, .isolated, .parted, .machine(.consumer(.coordinatorLost)),
      .machine(.consumer(.fenced)), .machine(.consumer(.pollTimerExpired)):
      self
    case .machine(.group(let group, .memberExpired(_, let awaited))):
      .machine(.group(group, .memberExpired(.unknown, awaited)))
    case .machine(.group(let group, .memberLeft)):
      .machine(.group(group, .memberLeft(.unknown)))
    case .step, .undone, .healed, .machine: nil
    }
  }
}
