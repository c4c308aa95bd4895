import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// What of one group a question is about.
struct GroupSelection {
  /// Its place in the plan.
  var group: Int
  /// Whose calls and deliveries count, by member.
  var members: [Bool]
  /// Which partitions count, by dense number.
  var places: [Bool]
  /// Whether the question names partitions or their topics at all.
  var isNarrowed: Bool

  func includes(_ handed: GroupReading.Handed) -> Bool {
    members[handed.member] && places[handed.place]
  }

  /// Partitions of a callback that count.
  func count(in turn: GroupReading.Turn, _ table: PlaceTable) -> Int {
    guard members[turn.member] else { return 0 }
    return turn.partitions.count { places[table[$0]] }
  }
}

extension Evidence {
  /// The groups of a question, each with what counts of it.
  ///
  /// `moment` decides who owned what, where the question asks for that.
  func groups(of question: Question, at moment: Int64) -> [GroupSelection] {
    readings.compactMap { reading in
      selection(question, of: reading, at: moment)
    }
  }

  private func selection(
    _ question: Question, of reading: GroupReading, at moment: Int64
  ) -> GroupSelection? {
    let planned = record.plan.groups[reading.group]
    // An estate has many groups, and most questions are about one.
    if let name = question.filter.group, planned.name != name { return nil }
    switch question.subject {
    case .group(let name) where planned.name != name: return nil
    case .member(let name) where planned.name != name.group: return nil
    case _: break
    }
    var result = GroupSelection(
      group: reading.group, members: planned.members.map { _ in true },
      places: readPlaces[reading.group], isNarrowed: false)
    func only(_ wanted: (PartitionRef) -> Bool) {
      result.isNarrowed = true
      for partition in partitions where !wanted(partition) {
        result.places[places[partition]] = false
      }
    }
    func only(_ name: Scenario.MemberName, _ isWanted: Bool) {
      for (index, member) in planned.members.enumerated()
      where (planned.name == name.group && member.name == name.member) != isWanted {
        result.members[index] = false
      }
    }
    switch question.subject {
    case .estate: break
    case .cluster(let name):
      guard cluster(named: name) == planned.cluster else { return nil }
    case .topic(let name): only { isNamed($0, name) }
    case .partition(let name): only { isNamed($0, name) }
    case .group: break
    case .member(let name): only(name, true)
    case .connector(let name): guard isSink(planned, name) else { return nil }
    case .task(let name, let number):
      guard isSink(planned, name), planned.members.indices.contains(Int(number)) else {
        return nil
      }
      only(Scenario.MemberName(group: planned.name, member: "\(number)"), true)
    case .node, .hitBy, .producer, .mirror, .worker: return nil
    }
    let filter = question.filter
    if let name = filter.topic { only { isNamed($0, name) } }
    if let name = filter.partition { only { isNamed($0, name) } }
    if !filter.partitions.isEmpty {
      only { partition in filter.partitions.contains { isNamed(partition, $0) } }
    }
    if let name = filter.member {
      guard planned.name == name.group else { return nil }
      only(name, true)
    }
    if let name = filter.notMember { only(name, false) }
    if let name = filter.ownedBy { only { isOwned($0, by: name, reading, moment) } }
    if let name = filter.notOwnedBy { only { !isOwned($0, by: name, reading, moment) } }
    return result.places.contains(true) || !result.isNarrowed ? result : nil
  }

  private func isSink(_ planned: PlannedGroup, _ name: Scenario.ConnectorName) -> Bool {
    guard let sink = planned.sink?.connector else { return false }
    return connectors(named: name).contains(sink)
  }

  private func isNamed(_ partition: PartitionRef, _ name: Scenario.TopicName) -> Bool {
    let topic = record.plan.topics[partition.topic]
    return isLastLife[partition.topic] && topic.name == name.topic
      && cluster(named: name.cluster) == topic.cluster
  }

  private func isNamed(_ partition: PartitionRef, _ name: Scenario.PartitionName) -> Bool {
    partition.partition.raw == name.partition && isNamed(partition, name.topic)
  }

  private func isOwned(
    _ partition: PartitionRef, by name: Scenario.MemberName, _ reading: GroupReading,
    _ moment: Int64
  ) -> Bool {
    let planned = record.plan.groups[reading.group]
    guard planned.name == name.group else { return false }
    return reading.tenures.contains {
      $0.partition == partition && planned.members[$0.member].name == name.member
        && $0.holds(before: moment)
    }
  }
}

extension PlannedGroup {
  /// Whether its members ask for the partition's topic; what others write, coordinators for one, is not unread.
  func reads(_ partition: PartitionRef, of plan: Plan) -> Bool {
    guard plan.topics[partition.topic].cluster == cluster else { return false }
    let topic = plan.topics[partition.topic].name
    return members.contains { member in
      switch member.subscription {
      case .topics(let names): names.contains(topic)
      case .pattern(let pattern): pattern.matches(topic)
      case .assigned(let assigned, from: _):
        assigned.contains { $0.topic == topic && $0.partition == partition.partition }
      }
    }
  }
}
