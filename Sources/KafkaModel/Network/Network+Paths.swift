extension Network {
  func refreshPaths(at now: Int64, into effects: inout [NetworkEffect]) {}
  func forgetConnections(of host: HostIndex, at now: Int64, into effects: inout [NetworkEffect]) {}
}
