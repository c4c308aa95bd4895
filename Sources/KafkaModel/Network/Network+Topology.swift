extension Network {
  /// Adds a site; its hosts reach each other with `localArea`, whose bandwidth is that of each
  /// host's own card.
  package mutating func addSite(_ name: String, localArea: LinkQuality) -> SiteIndex {
    sites.append(Site(name: name, localArea: localArea))
    return SiteIndex(Int32(sites.count - 1))
  }

  /// Adds a host to a site. The name seeds its draws and must be its alone.
  package mutating func addHost(_ name: String, in site: SiteIndex) -> HostIndex {
    let clock = KernelClock(seed: seed, host: name)
    hosts.append(Host(name: name, site: site, clock: clock, lane: lanes.count))
    let quality = sites[Int(site.raw)].localArea
    lanes.append(Lane(quality: quality))
    lanes.append(Lane(quality: .loopback))
    return HostIndex(Int32(hosts.count - 1))
  }

  /// Adds a process that runs and listens.
  package mutating func addProcess(on host: HostIndex) -> ProcessIndex {
    processes.append(Process(host: host))
    return ProcessIndex(Int32(processes.count - 1))
  }

  /// Adds a link between two sites.
  package mutating func addLink(
    between first: SiteIndex, and second: SiteIndex, quality: LinkQuality
  ) -> LinkIndex {
    addLink(span: .sites(first, second), quality: quality)
  }

  /// Adds a link between two hosts, used instead of their sites' way.
  package mutating func addLink(
    between first: HostIndex, and second: HostIndex, quality: LinkQuality
  ) -> LinkIndex {
    addLink(span: .hosts(first, second), quality: quality)
  }

  /// What the link does now.
  package func quality(of link: LinkIndex) -> LinkQuality {
    lanes[links[Int(link.raw)].lane].quality
  }

  /// The host a process runs on.
  package func host(of process: ProcessIndex) -> HostIndex { processes[Int(process.raw)].host }

  private mutating func addLink(span: Span, quality: LinkQuality) -> LinkIndex {
    links.append(Link(span: span, lane: lanes.count))
    lanes.append(Lane(quality: quality))
    lanes.append(Lane(quality: quality))
    return LinkIndex(Int32(links.count - 1))
  }

  /// The lane from one host to another: itself, a link of their own, their common site, a link of
  /// their sites.
  func lane(from: HostIndex, to: HostIndex) -> Int? {
    let origin = hosts[Int(from.raw)]
    if from == to { return origin.lane + 1 }
    for link in links {
      if link.span == .hosts(from, to) { return link.lane }
      if link.span == .hosts(to, from) { return link.lane + 1 }
    }
    let (near, far) = (origin.site, hosts[Int(to.raw)].site)
    if near == far { return origin.lane }
    for link in links {
      if link.span == .sites(near, far) { return link.lane }
      if link.span == .sites(far, near) { return link.lane + 1 }
    }
    return nil
  }
}
