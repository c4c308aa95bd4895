package import ClusterSimulation
package import KafkaModel
import SimulationKernel

/// One group's life in order of time: who was handed what, which callbacks ran, who owned which partition.
package struct GroupReading: Sendable {
  /// Its place in the plan.
  package let group: Int
  package let cluster: ClusterIndex
  package private(set) var handed: [Handed] = []
  package private(set) var turns: [Turn] = []
  /// By partition and time.
  package private(set) var tenures: [Tenure] = []

  /// Consecutive records of one batch that one poll handed out; times in nanoseconds since the start of the run.
  package struct Handed: Hashable, Sendable {
    package var at: Int64
    package var member: Int
    package var incarnation: Int32
    /// Its number among the member's deliveries.
    package var index: Int
    package var partition: PartitionRef
    /// The partition's dense number.
    var place: Int
    package var batch: DeliveredBatch
    package var processed: Int
    package var began: Int64
    package var ended: Int64

    package var firstOffset: Int64 { batch.firstOffset.raw }
    /// The offset after the last record.
    package var nextOffset: Int64 { batch.firstOffset.raw + Int64(batch.count) }

    /// When the processing of a record ended; nil if it never did. Inside of a delivery all take equally long.
    package func processedAt(_ record: Int) -> Int64? {
      guard record < processed else { return nil }
      let (high, low) = (ended - began).multipliedFullWidth(by: Int64(record + 1))
      return began + Int64(processed).dividingFullWidth((high, low)).quotient
    }
  }

  /// A call of a member's rebalance listener.
  package struct Turn: Hashable, Sendable {
    package var at: Int64
    package var member: Int
    package var incarnation: Int32
    package var kind: Kind
    package var partitions: [PartitionRef]
    /// Positions of assigned partitions, as far as they are known.
    package var positions: [Offset]

    package enum Kind: Hashable, Sendable {
      case assigned
      case revoked
      case lost
    }
  }

  /// A time in which a member owned a partition, as its listener was told.
  package struct Tenure: Hashable, Sendable {
    package var partition: PartitionRef
    var place: Int
    package var member: Int
    package var incarnation: Int32
    package var from: Int64
    package var position: Offset
    /// nil: until the end of the run.
    package var until: Int64?
    package var end: End?

    package enum End: Hashable, Sendable {
      case revoked
      case lost
      /// Its process ended.
      case died
    }

    /// Whether it holds just before a moment.
    package func holds(before time: Int64) -> Bool {
      from < time && (until.map { $0 >= time } ?? true)
    }

    package func holds(at time: Int64) -> Bool {
      from <= time && (until.map { $0 > time } ?? true)
    }
  }

  init(_ group: Int, of record: RunRecord, cast: Cast, places: PlaceTable) {
    self.group = group
    cluster = record.plan.groups[group].cluster
    for (member, life) in record.groups[group].members.enumerated() {
      for (index, delivery) in life.deliveries.enumerated() {
        guard let partition = places.reference(delivery.batch.partition, in: cluster) else {
          continue
        }
        handed.append(
          Handed(
            at: delivery.at.nanoseconds, member: member, incarnation: delivery.incarnation,
            index: index, partition: partition, place: places[partition], batch: delivery.batch,
            processed: Int(delivery.processed), began: delivery.began.nanoseconds,
            ended: delivery.ended.nanoseconds))
      }
      for change in life.ownership { turns.append(turn(change, of: member, places)) }
    }
    handed.sort { ($0.at, $0.member, $0.index) < ($1.at, $1.member, $1.index) }
    // A member's own calls keep their order: the sort is by time, and stable.
    turns = turns.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
      .map(\.element)
    tenures = makeTenures(deaths: Self.deaths(of: group, in: record, cast), places)
  }

  private func turn(
    _ change: GroupRecord.OwnershipChange, of member: Int, _ places: PlaceTable
  ) -> Turn {
    let (kind, partitions): (Turn.Kind, [TopicPartition]) =
      switch change.callback {
      case .assigned(let partitions): (.assigned, partitions)
      case .revoked(let partitions): (.revoked, partitions)
      case .lost(let partitions): (.lost, partitions)
      }
    var turn = Turn(
      at: change.at.nanoseconds, member: member, incarnation: change.incarnation, kind: kind,
      partitions: [], positions: [])
    for (index, partition) in partitions.enumerated() {
      guard let reference = places.reference(partition, in: cluster) else { continue }
      turn.partitions.append(reference)
      turn.positions.append(
        change.positions.indices.contains(index) ? change.positions[index] : .none)
    }
    return turn
  }

  /// Ends of members' processes, in order of time.
  private static func deaths(
    of group: Int, in record: RunRecord, _ cast: Cast
  ) -> [(at: Int64, member: Int, incarnation: Int32?)] {
    guard record.plan.groups[group].sink == nil else { return taskEnds(of: group, in: record) }
    return record.journal.entries.compactMap { entry in
      guard case .member(group, let member) = cast.role(of: entry.process) else { return nil }
      switch entry.happening {
      case .processKilled, .powerLost, .machine(.stopped):
        return (entry.at.nanoseconds, member, nil)
      case .step, .undone, .processStopped, .processStarted, .processPaused, .processResumed,
        .hostSilent, .hostBack, .isolated, .parted, .healed, .machine:
        return nil
      }
    }
  }

  /// Ends of a sink's tasks, in order of time.
  private static func taskEnds(
    of group: Int, in record: RunRecord
  ) -> [(at: Int64, member: Int, incarnation: Int32?)] {
    record.groups[group].members.enumerated().flatMap { member, task in
      task.lives.enumerated().compactMap { place, life in
        life.ended.map { ($0.nanoseconds, member, Int32(place + 1)) }
      }
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
  }

  private func makeTenures(
    deaths: [(at: Int64, member: Int, incarnation: Int32?)], _ places: PlaceTable
  ) -> [Tenure] {
    guard !turns.isEmpty else { return readersTenures() }
    var all: [Tenure] = []
    // The open tenure of each member and partition.
    var open: [[Int?]] = []
    func end(
      _ member: Int, _ place: Int, _ at: Int64, _ how: Tenure.End, of life: Int32? = nil
    ) {
      guard member < open.count, let index = open[member][place],
        life == nil || all[index].incarnation == life
      else { return }
      all[index].until = at
      all[index].end = how
      open[member][place] = nil
    }
    var death = 0
    func endDead(until time: Int64) {
      while death < deaths.count, deaths[death].at <= time {
        for place in 0..<places.count {
          end(
            deaths[death].member, place, deaths[death].at, .died, of: deaths[death].incarnation)
        }
        death += 1
      }
    }
    for turn in turns {
      endDead(until: turn.at)
      while open.count <= turn.member { open.append([Int?](repeating: nil, count: places.count)) }
      for (partition, position) in zip(turn.partitions, turn.positions) {
        let place = places[partition]
        switch turn.kind {
        case .revoked: end(turn.member, place, turn.at, .revoked)
        case .lost: end(turn.member, place, turn.at, .lost)
        case .assigned:
          if let index = open[turn.member][place] {
            guard all[index].incarnation != turn.incarnation else { continue }
            end(turn.member, place, turn.at, .died)
          }
          open[turn.member][place] = all.count
          all.append(
            Tenure(
              partition: partition, place: place, member: turn.member,
              incarnation: turn.incarnation, from: turn.at, position: position))
        }
      }
    }
    endDead(until: .max)
    return all.sorted { ($0.place, $0.from, $0.member) < ($1.place, $1.from, $1.member) }
  }

  /// Readers without a group own what they read, from the first delivery of a life to its last.
  private func readersTenures() -> [Tenure] {
    var all: [Tenure] = []
    for delivery in handed {
      let known = all.firstIndex {
        $0.place == delivery.place && $0.member == delivery.member
          && $0.incarnation == delivery.incarnation
      }
      if let known {
        all[known].until = delivery.at
        continue
      }
      all.append(
        Tenure(
          partition: delivery.partition, place: delivery.place, member: delivery.member,
          incarnation: delivery.incarnation, from: delivery.at,
          position: delivery.batch.firstOffset, until: delivery.at))
    }
    return all.sorted { ($0.place, $0.from, $0.member) < ($1.place, $1.from, $1.member) }
  }

  /// The first callback of a member after a moment.
  func turn(of member: Int, after time: Int64) -> Turn? {
    turns.first { $0.member == member && $0.at > time }
  }
}

extension GroupReading.Turn.Kind {
  /// The listener's method.
  package var method: String {
    switch self {
    case .assigned: "onPartitionsAssigned"
    case .revoked: "onPartitionsRevoked"
    case .lost: "onPartitionsLost"
    }
  }
}
