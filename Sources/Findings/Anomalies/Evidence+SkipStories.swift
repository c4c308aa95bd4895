import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Why a group went past records that it was never handed.
extension Evidence {
  func tellSkip(_ run: inout ReadingAnomaly, in reading: GroupReading) {
    let place = places[run.partition]
    var told: [JournalIndex] = []
    var moved = Int64.min
    var expired: JournalIndex?
    for (number, entry) in record.journal.entries.enumerated() {
      if case .offsetsExpired(let partition, _) = event(of: reading.group, in: entry),
        places.reference(partition, in: reading.cluster) == run.partition
      {
        expired = JournalIndex(Int32(number))
      }
      guard
        let member = record.plan.groups[reading.group].members.indices.first(where: {
          runs($0, of: reading.group, in: entry.process, at: entry.at.nanoseconds)
        }), let (key, from, to, why) = move(in: entry, of: reading.cluster),
        places.reference(key, in: reading.cluster) == run.partition,
        to.raw > run.offsets.upperBound,
        from.raw <= run.offsets.lowerBound || why == .truncated
      else { continue }
      told = [JournalIndex(Int32(number))]
      moved = entry.at.nanoseconds
      let settings = record.plan.groups[reading.group].members[member].settings
      switch why {
      case .reset where expired != nil:
        if let expired { told.insert(expired, at: 0) }
        run.remark = Self.retentionRemark
      case .reset, .outOfRange:
        if settings.autoOffsetReset == .latest {
          run.remark =
            "auto.offset.reset=earliest would have begun at the first record that can be read"
        }
      case .truncated, .sought: break
      }
      break
    }
    if let log = log(of: run.partition), log.logStart.raw > run.offsets.lowerBound {
      run.story.append(
        "the log begins at offset \(log.logStart): records before it were deleted")
    }
    run.story += story(told, about: run.partition)
    if told.isEmpty { run.story += sentences(dropped(in: reading), about: nil) }
    let commit = told.isEmpty ? commit(past: run, of: reading) : nil
    if let commit { run.story.append(sentence(of: commit)) }
    let isOfAnotherLife =
      told.contains(where: isTruncation)
      || commit.map { commit in
        commit.step == nil
          && !reading.handed.contains { $0.place == place && $0.at <= commit.at.nanoseconds }
      } ?? false
    if isOfAnotherLife, let deletion = earlierDeletion(of: run.partition.topic) {
      run.story.append(
        "that offset was of the topic which was deleted at \(clock(deletion)): a member commits its "
          + "position under the name before it joins again")
      run.remark =
        "members that are closed before their topic is deleted leave no offset for the next one of "
        + "its name"
    }
    let elsewhere = handedToSiblings(run, of: reading.group)
    if elsewhere > 0 {
      run.story.append(
        "the same group.id on another cluster was handed \(elsewhere) of them, as originals or copies"
      )
    }
    let next = reading.handed.first {
      $0.place == place && $0.firstOffset > run.offsets.upperBound && $0.at >= moved
    }
    if let next {
      run.story.append(
        "\(name(ofMember: next.member, of: reading.group)) was handed offset "
          + "\(next.firstOffset) at \(clock(next.at))")
    }
  }

  /// When an offset was stored, and by which step if by one.
  func sentence(of commit: GroupRecord.StoredCommit) -> String {
    let step = commit.step.map { " by \(shortName(of: record.plan.steps[$0]))" } ?? ""
    return "offset \(commit.offset.offset) was stored at \(clock(commit.at.nanoseconds))" + step
  }

  private func commit(
    past run: ReadingAnomaly, of reading: GroupReading
  ) -> GroupRecord.StoredCommit? {
    record.groups[reading.group].commits.first {
      $0.offset.offset.raw > run.offsets.upperBound
        && places.reference($0.partition, in: reading.cluster) == run.partition
    }
  }

  private func isTruncation(_ index: JournalIndex) -> Bool {
    guard
      case .machine(.consumer(.positionMoved(_, _, _, .truncated))) = record.journal[index]
        .happening
    else { return false }
    return true
  }
}
