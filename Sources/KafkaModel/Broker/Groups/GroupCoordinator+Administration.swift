/// What is told of groups to those outside of them (`handleListGroups`, `handleDescribeGroup`).
extension GroupCoordinator {
  /// All groups, with COORDINATOR_LOAD_IN_PROGRESS while some are still being loaded.
  package func list() -> ListGroupsResponse {
    ListGroupsResponse(
      error: holdings.contains(.loading) ? .coordinatorLoadInProgress : .none,
      groups: groups.ids.compactMap { id in
        groups.row(of: id).map {
          ListedGroup(
            id: id, protocolType: groups.rows[$0].protocolType ?? "", state: groups.rows[$0].state)
        }
      })
  }

  /// One group; a group that nothing is known of is DEAD.
  ///
  /// Assignments are told of stable groups only.
  package func describe(_ group: GroupID) -> DescribedGroup {
    let refusal = refusal(of: group)
    guard refusal == .none else { return DescribedGroup(id: group, error: refusal) }
    guard let row = groups.row(of: group) else { return DescribedGroup(id: group, error: .none) }
    let isStable = groups.rows[row].state == .stable
    return DescribedGroup(
      id: group, error: .none, state: groups.rows[row].state,
      protocolType: groups.rows[row].protocolType ?? "",
      members: groups.rows[row].members.map {
        DescribedGroup.Member(
          id: $0.id, clientID: $0.clientID, assignment: isStable ? $0.assignment : [])
      })
  }
}
