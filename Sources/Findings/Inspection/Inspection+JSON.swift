import ClusterSimulation
import KafkaModel

extension Inspection {
  /// Writes the sections as one object; offsets that nobody knows are null.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("atNs", time)
      for section in sections {
        writer.key(section.rawValue)
        switch section {
        case .topics: writer.list(view.topics) { write($1, to: &$0) }
        case .groups: writer.list(view.groups) { write($1, to: &$0) }
        case .brokers: writer.list(view.brokers) { write($1, to: &$0) }
        case .connectors: writer.list(view.connect) { write($1, to: &$0) }
        }
      }
    }
  }

  private func write(_ topic: EstateView.TopicView, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("cluster", topic.cluster)
      writer.key("topic", topic.name)
      writer.key("partitions")
      writer.list(Array(topic.partitions.enumerated())) { writer, numbered in
        let partition = numbered.element
        writer.object { writer in
          writer.key("partition", Int64(numbered.offset))
          Self.write("leader", partition.leader.map { Int64($0.raw) }, to: &writer)
          writer.key("leaderEpoch", Int64(partition.leaderEpoch.raw))
          writer.key("replicas")
          writer.list(partition.replicas) { $0.integer(Int64($1.raw)) }
          writer.key("isr")
          writer.list(partition.isr.sorted()) { $0.integer(Int64($1.raw)) }
          Self.write("logStart", partition.logStart, to: &writer)
          Self.write("highWatermark", partition.highWatermark, to: &writer)
          Self.write("logEnd", partition.logEnd, to: &writer)
        }
      }
    }
  }

  private func write(_ group: EstateView.GroupView, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("cluster", group.cluster)
      writer.key("group", group.name)
      Self.write("coordinator", group.coordinator.map { Int64($0.raw) }, to: &writer)
      writer.key("state")
      switch group.standing {
      case .unavailable, .dead:
        if case .dead = group.standing { writer.string(group.standing.word) } else { writer.null() }
        for key in ["generation", "assignmentStrategy", "members"] {
          writer.key(key)
          writer.null()
        }
      case .known(_, let generation, let strategy, let members):
        writer.string(group.standing.word)
        writer.key("generation", Int64(generation.raw))
        writer.key("assignmentStrategy")
        if let strategy { writer.string(strategy) } else { writer.null() }
        writer.key("members", Int64(members))
      }
      writer.key("rows")
      writer.list(group.rows) { writer, row in
        writer.object { writer in
          Self.write("topic", row.topic, to: &writer)
          Self.write("partition", row.partition.map { Int64($0.raw) }, to: &writer)
          Self.write("currentOffset", row.committed, to: &writer)
          Self.write("logEndOffset", row.end, to: &writer)
          Self.write("lag", row.lag, to: &writer)
          Self.write("consumerId", row.member?.text ?? "", to: &writer)
          Self.write("host", row.host, to: &writer)
          Self.write("clientId", row.clientID, to: &writer)
        }
      }
    }
  }

  private func write(_ broker: EstateView.BrokerView, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("cluster", broker.cluster)
      writer.key("broker", Int64(broker.id.raw))
      writer.key("host", broker.host)
      Self.write("rack", broker.rack ?? "", to: &writer)
      writer.key("process", broker.process.word)
      writer.key("registration", broker.registration)
      writer.key("leads", Int64(broker.leads))
      writer.key("inSync", Int64(broker.inSync))
      writer.key("replicas", Int64(broker.replicas))
    }
  }

  /// Connectors as `GET /connectors/{name}/status` and `/offsets` answer.
  private func write(_ cluster: EstateView.ConnectView, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("connect", cluster.name)
      writer.key("cluster", cluster.cluster)
      writer.key("workers")
      writer.list(cluster.workers) { writer, worker in
        writer.object { writer in
          writer.key("worker_id", worker.name)
          writer.key("process", worker.process.word)
        }
      }
      writer.key("connectors")
      writer.list(cluster.connectors) { writer, connector in
        writer.object { writer in
          writer.key("name", connector.name)
          writer.key("class", connector.connectorClass)
          writer.key("type", connector.isSink ? "sink" : "source")
          writer.key("connector")
          if let status = connector.status {
            writer.object { Self.write(status, to: &$0) }
          } else {
            writer.null()
          }
          writer.key("tasks")
          writer.list(connector.tasks) { writer, task in
            writer.object { writer in
              writer.key("id", Int64(task.number))
              Self.write(task.status, to: &writer)
            }
          }
          writer.key("offsets")
          writer.list(connector.offsets) { writer, known in
            writer.object { writer in
              let prefix = connector.isSink ? "kafka_" : ""
              writer.key("partition")
              writer.object { writer in
                if !connector.isSink { writer.key("cluster", known.cluster) }
                writer.key(prefix + "partition", Int64(known.partition.partition.raw))
                writer.key(prefix + "topic", known.partition.topic)
              }
              writer.key("offset")
              writer.object { Self.write(prefix + "offset", known.offset, to: &$0) }
            }
          }
        }
      }
    }
  }

  private static func write(
    _ status: EstateView.ConnectView.Status, to writer: inout JSONWriter
  ) {
    writer.key("state", status.state.rawValue)
    writer.key("worker_id", status.worker)
  }

  private static func write(_ key: String, _ value: Int64?, to writer: inout JSONWriter) {
    writer.key(key)
    if let value { writer.integer(value) } else { writer.null() }
  }

  private static func write(_ key: String, _ offset: Offset, to writer: inout JSONWriter) {
    write(key, offset == .none ? nil : offset.raw, to: &writer)
  }

  /// An empty text is null.
  private static func write(_ key: String, _ text: String, to writer: inout JSONWriter) {
    writer.key(key)
    if text.isEmpty { writer.null() } else { writer.string(text) }
  }
}
