import ClusterSimulation
import KafkaModel
import Scenario

/// Connect clusters and mirrors with every default filled in.
extension PlanDescription {
  /// One Connect cluster, or one flow of a dedicated MirrorMaker, in words.
  struct Herd {
    var headline: String
    /// Worker by worker: name, host, site and when it starts.
    var workers: [[String]]
    var settings: [(key: String, value: String)]
    var connectors: [Connector]

    struct Connector {
      var name: String
      var flow: String
      /// What it does, the producer of its records and its other clients.
      var settings: [(key: String, value: String)]
    }
  }

  var herds: [Herd] {
    plan.connect.enumerated().map { index, connect in
      Herd(
        headline: headline(of: connect), workers: workers(of: index),
        settings: Self.switched(connect) + Self.settings(connect.settings),
        connectors: connect.connectors.map { connector in
          Herd.Connector(
            name: connector.settings.name, flow: flow(of: connector),
            settings: Self.settings(connector))
        })
    }
  }

  private func headline(of connect: ConnectCluster) -> String {
    let cluster = plan.clusters[Int(connect.cluster.raw)].name
    let group = "group \(connect.settings.groupName) on \(cluster)"
    if let flow = connect.flow {
      return "Mirror \(connect.name), dedicated, \(flow.source)->\(flow.target), Kafka "
        + "\(connect.version), \(group)"
    }
    let isMirror = scenario.mirrors.contains { $0.name == connect.name }
    return "\(isMirror ? "Mirror" : "Connect cluster") \(connect.name)"
      + "\(isMirror ? ", on Connect" : ""), Kafka \(connect.version), \(group)"
  }

  private func workers(of cluster: Int) -> [[String]] {
    plan.workers.filter { $0.herders.contains(cluster) }.map { worker in
      let host = plan.hosts[Int(worker.host.raw)]
      let starts =
        switch worker.start {
        case .withEstate: "with the estate"
        case .byStep: "by a step"
        case .when: "by a trigger"
        }
      return [worker.name, host.name, plan.sites[host.site].name, starts, span(worker.startsIn)]
    }
  }

  private func flow(of connector: ConfiguredConnector) -> String {
    func name(_ cluster: ClusterIndex) -> String { plan.clusters[Int(cluster.raw)].name }
    if case .custom(let custom) = connector.settings.connectorClass {
      return "\(custom.name), a source connector of the author's, records to "
        + name(connector.produces)
    }
    if case .sink(let custom) = connector.settings.connectorClass,
      let reads = connector.settings.sink
    {
      return "\(custom.name), a sink connector of the author's, reads \(reads.words) of "
        + "\(name(connector.source)) in group \(reads.groupName)"
    }
    return "\(connector.settings.connectorClass.simpleName), "
      + "\(name(connector.source)) to \(name(connector.target)), records to "
      + name(connector.produces)
  }

  /// Rules that are not as the version has them.
  private static func switched(_ connect: ConnectCluster) -> [(key: String, value: String)] {
    let usual = ConnectBehaviour(connect.version)
    return ConnectFlag.allCases.filter { connect.behaviour[$0] != usual[$0] }.map {
      ("rule \($0.name)", "\(connect.behaviour[$0])")
    }
  }

  private static func settings(_ settings: ConnectWorkerSettings) -> [(key: String, value: String)]
  {
    [
      ("config.storage.topic", settings.configTopic.name),
      ("offset.storage.topic", settings.offsetTopic.name),
      ("offset.storage.partitions", "\(settings.offsetTopic.partitions)"),
      ("status.storage.topic", settings.statusTopic.name),
      ("connect.protocol", settings.connectProtocol.rawValue),
      ("session.timeout.ms", "\(settings.sessionTimeout.raw)"),
      ("heartbeat.interval.ms", "\(settings.heartbeatInterval.raw)"),
      ("rebalance.timeout.ms", "\(settings.rebalanceTimeout.raw)"),
      ("scheduled.rebalance.max.delay.ms", "\(settings.scheduledRebalanceMaxDelay.raw)"),
      ("offset.flush.interval.ms", "\(settings.offsetFlushInterval.raw)"),
      ("offset.flush.timeout.ms", "\(settings.offsetFlushTimeout.raw)"),
      ("task.shutdown.graceful.timeout.ms", "\(settings.taskShutdownGracefulTimeout.raw)"),
    ]
  }

  private static func settings(_ connector: ConfiguredConnector) -> [(key: String, value: String)] {
    let mirror = connector.mirror
    let producer = connector.settings.producer
    func seconds(_ interval: Milliseconds?) -> String {
      interval.map { "\($0.raw / 1_000)" } ?? "off"
    }
    let own: [(key: String, value: String)] =
      switch connector.settings.connectorClass {
      case .mirrorSource:
        [
          ("enabled", "\(mirror.isEnabled)"), ("topics", mirror.topics.joined(separator: ",")),
          ("topics.exclude", mirror.topicsExclude.joined(separator: ",")),
          ("replication.factor", "\(mirror.replicationFactor)"),
          ("refresh.topics.interval.seconds", seconds(mirror.refreshTopicsInterval)),
          ("offset.lag.max", "\(mirror.offsetLagMax)"),
          ("offset-syncs.topic.location", mirror.offsetSyncsLocation.rawValue),
          ("consumer max.poll.records", "\(mirror.clients.sourceConsumer.maxPollRecords)"),
          (
            "consumer receive.buffer.bytes",
            "\(mirror.clients.sourceConsumer.client.receiveBufferBytes)"
          ),
        ]
      case .mirrorCheckpoint:
        [
          ("enabled", "\(mirror.isEnabled)"), ("groups", mirror.groups.joined(separator: ",")),
          ("groups.exclude", mirror.groupsExclude.joined(separator: ",")),
          ("emit.checkpoints.interval.seconds", seconds(mirror.emitCheckpointsInterval)),
          ("sync.group.offsets.interval.seconds", seconds(mirror.syncGroupOffsetsInterval)),
          ("refresh.groups.interval.seconds", seconds(mirror.refreshGroupsInterval)),
        ]
      case .mirrorHeartbeat:
        [("emit.heartbeats.interval.seconds", seconds(mirror.emitHeartbeatsInterval))]
      case .sink:
        connector.configuration.entries.filter {
          SettingCatalog.sinkConnector.definition(of: $0.key) == nil
            && !$0.key.hasPrefix("consumer.override.")
        }.map { ($0.key, $0.value) }
      case .custom:
        connector.configuration.entries.filter {
          SettingCatalog.sourceConnector.definition(of: $0.key) == nil
            && !$0.key.hasPrefix("producer.override.")
        }.map { ($0.key, $0.value) }
      }
    if let consumer = connector.settings.sink?.consumer {
      return [("tasks.max", "\(connector.settings.tasksMax)")] + own + settings(of: consumer)
    }
    return [("tasks.max", "\(connector.settings.tasksMax)")] + own + [
      ("errors.tolerance", connector.settings.errors.tolerance.rawValue),
      ("producer acks", producer.acks == .all ? "all" : "\(producer.acks.rawValue)"),
      ("producer enable.idempotence", "\(producer.idempotent)"),
      (
        "producer max.in.flight.requests.per.connection", "\(producer.client.maxInFlight)"
      ),
      ("producer batch.size", "\(producer.batchSize)"),
      ("producer linger.ms", "\(producer.linger.raw)"),
      ("producer delivery.timeout.ms", "\(producer.deliveryTimeout.raw)"),
      ("producer max.block.ms", "\(producer.maxBlock.raw)"),
    ]
  }

  /// The consumer of a sink connector's tasks.
  private static func settings(
    of consumer: ConsumerSettings
  ) -> [(key: String, value: String)] {
    [
      ("consumer auto.offset.reset", "\(consumer.autoOffsetReset)"),
      ("consumer max.poll.records", "\(consumer.maxPollRecords)"),
      ("consumer max.poll.interval.ms", "\(consumer.maxPollInterval.raw)"),
      ("consumer session.timeout.ms", "\(consumer.sessionTimeout.raw)"),
      ("consumer heartbeat.interval.ms", "\(consumer.heartbeatInterval.raw)"),
      (
        "consumer partition.assignment.strategy",
        consumer.assignors.map(\.name).joined(separator: ",")
      ),
    ]
  }

  /// Every Connect cluster as one object.
  func writeHerds(to writer: inout JSONWriter) {
    writer.list(herds) { writer, herd in
      writer.object { writer in
        writer.key("name", herd.headline)
        writer.key("workers")
        writer.list(herd.workers) { writer, worker in
          writer.object { writer in
            writer.key("name", worker[0])
            writer.key("host", worker[1])
            writer.key("site", worker[2])
            writer.key("starts", worker[3])
          }
        }
        writer.key("settings")
        Self.write(herd.settings, to: &writer)
        writer.key("connectors")
        writer.list(herd.connectors) { writer, connector in
          writer.object { writer in
            writer.key("name", connector.name)
            writer.key("does", connector.flow)
            writer.key("settings")
            Self.write(connector.settings, to: &writer)
          }
        }
      }
    }
  }

  private static func write(
    _ settings: [(key: String, value: String)], to writer: inout JSONWriter
  ) {
    writer.object { writer in
      for setting in settings { writer.key(setting.key, setting.value) }
    }
  }
}

extension SinkReads {
  /// The topics, or the pattern between slashes.
  fileprivate var words: String {
    switch subscription {
    case .subscribe(let topics): topics.joined(separator: ", ")
    case .subscribePattern(let pattern): "/\(pattern.text)/"
    case _: ""
    }
  }
}
