/// Offsets that nobody needs any more (`cleanupGroupMetadata`).
extension GroupCoordinator {
  /// The job "delete-expired-group-metadata", every `offsets.retention.check.interval.ms`.
  mutating func expireOffsets(
    now: Milliseconds, image: MetadataImage, into effects: inout [GroupEffect]
  ) {
    for id in groups.ids {
      guard let row = groups.row(of: id) else { continue }
      let expired = expiredOffsets(row, now: now, image: image)
      for offset in expired {
        journal(row, .offsetsExpired(offset.partition, offset.position.offset), into: &effects)
      }
      remove(expired.map(\.partition), row, into: &effects)
    }
  }

  /// The topics are gone, and with them what was committed for them.
  mutating func topicsDeleted(_ topics: [TopicIndex], into effects: inout [GroupEffect]) {
    for id in groups.ids {
      guard let row = groups.row(of: id) else { continue }
      let gone = groups.rows[row].offsets.filter { topics.contains($0.partition.topic) }
      remove(gone.map(\.partition), row, into: &effects)
    }
  }

  /// Removes offsets, and a group that is empty and has none left, with their records in the log.
  private mutating func remove(
    _ partitions: [TopicPartition], _ row: Int, into effects: inout [GroupEffect]
  ) {
    let id = groups.rows[row].id
    var tombstones: [GroupLogRecord] = partitions.map { .offsetTombstone(id, $0) }
    for partition in partitions { groups.rows[row].removeOffset(of: partition) }
    if groups.rows[row].state == .empty, !groups.rows[row].hasOffsets {
      if groups.rows[row].generation.raw > 0 { tombstones.append(.groupTombstone(id)) }
      groups.remove(id)
    }
    guard !tombstones.isEmpty else { return }
    effects.append(
      .write(
        GroupWrite(partition: partition(of: id), records: tombstones, purpose: .tombstones)))
  }

  /// Which offsets are older than `offsets.retention.minutes`, by the group's state (`removeExpiredOffsets`).
  ///
  /// An empty group's count from when it became empty; a stable one's from the commit, where no member subscribes to
  /// the topic; those of a group that never had members from the commit. A rebalancing group keeps all.
  private func expiredOffsets(
    _ row: Int, now: Milliseconds, image: MetadataImage
  ) -> [CommittedOffset] {
    let group = groups.rows[row]
    var base: Milliseconds?
    var isSubscribing = false
    switch (group.protocolType, group.state) {
    case (nil, _): break
    case (_, .empty): base = group.stateSince
    case ("consumer", .stable): isSubscribing = true
    case (_, .preparingRebalance), (_, .completingRebalance), (_, .stable): return []
    }
    let old = group.offsets.filter { offset in
      now - (base ?? offset.at) >= settings.offsetsRetention
        && !group.hasPendingOffset(of: offset.partition)
    }
    if old.isEmpty || !isSubscribing { return old }
    guard let topics = subscribedTopics(row, image: image) else { return [] }
    return old.filter { !topics.contains($0.partition.topic) }
  }

  /// The topics that the members of a consumer group subscribe to; nil if one's metadata cannot be read.
  ///
  /// Brokers read nothing else of what members tell each other (`GroupMetadata.computeSubscribedTopics`).
  private func subscribedTopics(_ row: Int, image: MetadataImage) -> [TopicIndex]? {
    let group = groups.rows[row]
    var names: [String] = []
    for member in group.members {
      var reader = GroupBytesReader(member.metadata(for: group.protocolName))
      guard reader.int16() != nil, let topics = reader.strings() else { return nil }
      names += topics
    }
    return image.topics.indices.compactMap { index in
      guard let name = image.topics[index]?.name, names.contains(name) else { return nil }
      return TopicIndex(Int32(index))
    }
  }
}
