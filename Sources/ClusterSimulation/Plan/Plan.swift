package import KafkaModel

/// What runs: a scenario with every default filled in and every name resolved to a dense index.
///
/// A plan and a seed determine a run. Times count from the start of the load; the clusters start
/// before it, at the times that `boot` says.
package struct Plan: Sendable {
  package var title: String
  package var hosts: [PlannedHost] = []
  package var sites: [PlannedSite] = []
  package var links: [PlannedLink] = []
  package var clusters: [PlannedCluster] = []
  package var topics: [PlannedTopic] = []
  package var producers: [PlannedProducer] = []
  package var groups: [PlannedGroup] = []
  /// Every `group.id` of clients and workers; its place is the number of `GroupID`, whatever the cluster.
  package var groupIDs: [String] = []
  package var connect: [ConnectCluster] = []
  package var workers: [PlannedWorker] = []
  /// What `partition.assignment.strategy` can name.
  package var assignors = Assignors()
  /// Nanoseconds between two samples of every group's lag; nil samples nothing.
  package var lagSampling: Int64?
  package var steps: [PlannedStep] = []
  /// When to note every partition's log end and high watermark, for expectations about a moment.
  package var probes: [Trigger] = []
  package var boot = PlannedBoot()
  /// What the scenario uses and the model does not cover, in words; every run repeats it.
  package var notes: [String] = []
  package var end: PlannedEnd

  package init(title: String, end: PlannedEnd) {
    self.title = title
    self.end = end
  }
}

extension Plan {
  /// Whether any member handles its records by code of the author's, or a sink is given them.
  package var hasHandlers: Bool {
    groups.contains { $0.sink != nil || $0.members.contains { $0.loop.handler != nil } }
  }
}

extension Plan {
  /// What the draws of a process are named by: the same in every drill that has the process.
  package func name(of role: Process.Role) -> String {
    switch role {
    case .controller(let cluster):
      "controller \(clusters[cluster].name)/\(clusters[cluster].controller.id)"
    case .broker(let broker): nameOfBroker(broker)
    case .producer(let producer): "producer \(producers[producer].name)"
    case .member(let group, let member):
      "member \(groups[group].name)/\(groups[group].members[member].name)"
    case .worker(let worker): "worker \(workers[worker].name)"
    }
  }

  /// Brokers are counted through all clusters.
  private func nameOfBroker(_ broker: Int) -> String {
    var earlier = 0
    for cluster in clusters {
      if broker < earlier + cluster.brokers.count {
        return "broker \(cluster.name)/\(cluster.brokers[broker - earlier].id)"
      }
      earlier += cluster.brokers.count
    }
    preconditionFailure("there is no broker \(broker)")
  }
}

/// A span of virtual time in nanoseconds, a range from which a run draws one, or measured ones that it draws from.
package struct DrawnSpan: Hashable, Sendable {
  package var low: Int64
  package var high: Int64
  /// Each as likely as the others; empty where anything between the bounds is.
  package var measured: [Int64] = []

  package init(nanoseconds: Int64) {
    low = nanoseconds
    high = nanoseconds
  }

  package init(measured values: [Int64]) {
    guard let low = values.min(), let high = values.max() else {
      preconditionFailure("nothing can be drawn from no value")
    }
    self.init(from: low, to: high)
    measured = values
  }

  /// Both bounds inclusive.
  package init(from low: Int64, to high: Int64) {
    precondition(low <= high, "a drawn span runs from its lower to its upper bound")
    self.low = low
    self.high = high
  }

  package init(milliseconds: Int64) { self.init(nanoseconds: milliseconds * 1_000_000) }
}

/// How the clusters come up before the load starts.
package struct PlannedBoot: Hashable, Sendable {
  /// Each broker process starts this long after its cluster's controller, drawn per broker.
  package var brokerStart = DrawnSpan(from: 0, to: 3_000_000_000)
  /// Topics are created this long after the controllers started.
  package var topicCreation: Int64 = 6_000_000_000
  /// The load starts this long after the topics: long enough for every periodic task to be in any phase.
  package var load = DrawnSpan(from: 5_000_000_000, to: 20_000_000_000)

  package init() {}
}

package struct PlannedSite: Hashable, Sendable {
  package var name: String
  /// What two hosts of the site see of each other.
  package var localArea: LinkQuality

  package init(name: String, localArea: LinkQuality) {
    self.name = name
    self.localArea = localArea
  }
}

package struct PlannedHost: Hashable, Sendable {
  package var name: String
  package var site: Int
  package var rack: String?
  /// How long one synced write (fsync) takes.
  package var diskSync: DrawnSpan
  /// Dirty pages reach the disk this long after they were written; power loss takes younger ones.
  package var writeBack: DrawnSpan
  /// How long a killed process's sockets stay open while the kernel tears the process down.
  package var killTeardown: DrawnSpan
  /// How long what arrives waits for a processor before its process handles it; nothing overtakes.
  package var processing: DrawnSpan
  /// The waits that are not like most; nil if all are.
  package var processingPeak: ProcessorPeak?

  package init(
    name: String, site: Int, rack: String?, diskSync: DrawnSpan, writeBack: DrawnSpan,
    killTeardown: DrawnSpan, processing: DrawnSpan
  ) {
    self.name = name
    self.site = site
    self.rack = rack
    self.diskSync = diskSync
    self.writeBack = writeBack
    self.killTeardown = killTeardown
    self.processing = processing
  }
}

/// A link between two sites or two hosts; both directions alike.
package struct PlannedLink: Hashable, Sendable {
  package enum End: Hashable, Sendable {
    case site(Int)
    case host(HostIndex)
  }

  package var between: End
  package var and: End
  package var quality: LinkQuality

  package init(between: End, and: End, quality: LinkQuality) {
    self.between = between
    self.and = and
    self.quality = quality
  }
}

package struct PlannedCluster: Sendable {
  package var name: String
  package var version: KafkaVersion
  package var behaviour: BrokerBehaviour
  package var controller: PlannedNode
  package var brokers: [PlannedNode]
  /// How long the start of one of its processes takes when a step does not say.
  package var startsIn: DrawnSpan

  package init(
    name: String, version: KafkaVersion, behaviour: BrokerBehaviour, controller: PlannedNode,
    brokers: [PlannedNode], startsIn: DrawnSpan
  ) {
    self.name = name
    self.version = version
    self.behaviour = behaviour
    self.controller = controller
    self.brokers = brokers
    self.startsIn = startsIn
  }
}

/// One broker or controller process and the host that carries it.
package struct PlannedNode: Sendable {
  package var id: NodeID
  package var host: HostIndex
  package var rack: String?
  package var settings: BrokerSettings

  package init(id: NodeID, host: HostIndex, rack: String?, settings: BrokerSettings) {
    self.id = id
    self.host = host
    self.rack = rack
    self.settings = settings
  }
}

package struct PlannedTopic: Sendable {
  package var cluster: ClusterIndex
  package var name: String
  package var partitions: Int32
  package var replicationFactor: Int16
  package var assignment: [[NodeID]]?
  package var settings: TopicSettings
  package var origin = Origin.administrator

  /// Who makes a topic.
  package enum Origin: String, Hashable, Sendable {
    /// Before the load, or by a step.
    case administrator
    /// A mirror, if anybody; number of partitions and factor of replication are guesses then.
    case mirror
    /// A broker, as soon as a client names the topic (`auto.create.topics.enable`).
    case client
  }

  package init(
    cluster: ClusterIndex, name: String, partitions: Int32, replicationFactor: Int16,
    assignment: [[NodeID]]?, settings: TopicSettings
  ) {
    self.cluster = cluster
    self.name = name
    self.partitions = partitions
    self.replicationFactor = replicationFactor
    self.assignment = assignment
    self.settings = settings
  }
}

package struct PlannedProducer: Sendable {
  package var name: String
  package var host: HostIndex
  package var cluster: ClusterIndex
  package var version: KafkaVersion
  package var settings: ProducerSettings
  package var behaviour: ProducerBehaviour
  package var workload: PlannedWorkload

  package init(
    name: String, host: HostIndex, cluster: ClusterIndex, version: KafkaVersion,
    settings: ProducerSettings, behaviour: ProducerBehaviour, workload: PlannedWorkload
  ) {
    self.name = name
    self.host = host
    self.cluster = cluster
    self.version = version
    self.settings = settings
    self.behaviour = behaviour
    self.workload = workload
  }
}

/// When a run ends: its producers close then, and close waits for what is unresolved.
package enum PlannedEnd: Sendable {
  /// So many nanoseconds after the start of the load.
  case after(Int64)
  /// By a trigger, `atMost` after the start of the load in any case.
  case when(Trigger, atMost: Int64)
}
