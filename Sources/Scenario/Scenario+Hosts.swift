extension Scenario {
  /// Every host of the estate: the declared ones, then those that brokers, controllers, producers, members and workers imply.
  ///
  /// Each with its site (the only one if the file declares one) and, where the host says nothing itself, the
  /// machine of the first cluster that runs on it.
  package var allHosts: [Host] {
    let onlySite = sites.count == 1 ? sites[0].name : nil
    var all = hosts
    for index in all.indices where all[index].site == nil { all[index].site = onlySite }
    for cluster in clusters {
      for member in cluster.brokers + cluster.controllers {
        if let index = all.firstIndex(where: { $0.name == member.host }) {
          all[index].site = all[index].site ?? member.site ?? cluster.site
          all[index].rack = all[index].rack ?? member.rack
          all[index].machine = all[index].machine.completed(by: cluster.machine)
        } else {
          var host = Host(name: member.host, mark: member.mark)
          host.site = member.site ?? cluster.site ?? onlySite
          host.rack = member.rack
          host.machine = cluster.machine
          all.append(host)
        }
      }
    }
    for producer in producers where !all.contains(where: { $0.name == producer.host }) {
      var host = Host(name: producer.host, mark: producer.mark)
      host.site = producer.site ?? defaultSite(of: producer) ?? onlySite
      all.append(host)
    }
    // Groups can have many members: names are looked up, not searched.
    var known = Set(all.map(\.name))
    for group in groups {
      for member in group.members where known.insert(member.host).inserted {
        var host = Host(name: member.host, mark: member.mark)
        let cluster = (member.reads ?? group.reads).cluster
        host.site =
          member.site ?? group.site ?? clusters.first { $0.name == cluster }?.site ?? onlySite
        all.append(host)
      }
    }
    for (worker, cluster) in workers where known.insert(worker.host).inserted {
      var host = Host(name: worker.host, mark: worker.mark)
      host.site = worker.site ?? site(of: cluster) ?? onlySite
      all.append(host)
    }
    return all
  }

  /// Every process of Connect and of mirrors, with the cluster beside which it stands if it names no site.
  private var workers: [(Worker, String)] {
    connect.flatMap { cluster in cluster.workers.map { ($0, cluster.cluster) } }
      + mirrors.flatMap { mirror in mirror.processes(in: self).map { ($0, mirror.target) } }
  }

  /// A producer stands where the cluster of its first topic stands.
  private func defaultSite(of producer: Producer) -> String? {
    guard let name = producer.topics.first?.cluster else { return nil }
    return clusters.first { $0.name == name }?.site
  }
}

extension Scenario.Machine {
  /// What this leaves open is taken from `other`.
  func completed(by other: Scenario.Machine) -> Scenario.Machine {
    var machine = self
    machine.sync = sync ?? other.sync
    machine.writeBack = writeBack ?? other.writeBack
    machine.teardown = teardown ?? other.teardown
    if processing == nil, processingPeak == nil {
      machine.processing = other.processing
      machine.processingPeak = other.processingPeak
    }
    return machine
  }
}
