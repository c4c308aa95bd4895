extension Scenario.TopicName: CustomStringConvertible {
  package var description: String { "\(cluster)/\(topic)" }
}

extension Scenario.PartitionName: CustomStringConvertible {
  package var description: String { "\(topic)/\(partition)" }
}

extension Scenario.NodeName: CustomStringConvertible {
  package var description: String { "\(cluster)/\(id)" }
}

extension Scenario.MemberName: CustomStringConvertible {
  package var description: String { "\(group)/\(member)" }
}

extension Scenario.PartitionScope: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cluster(let name): name
    case .topic(let name): "\(name)"
    case .partition(let name): "\(name)"
    }
  }
}

extension Scenario.Link.Endpoint {
  package var name: String {
    switch self {
    case .site(let name), .host(let name): name
    }
  }
}
