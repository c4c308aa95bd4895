import ClusterSimulation
import KafkaModel
import Scenario

extension PlanDescription {
  /// Writes the plan as one JSON object; spans in nanoseconds, drawn ones with both ends.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("file", file)
      writer.key("variation", variation)
      writer.key("title", plan.title)
      writer.key("seed")
      writer.unsigned(scenario.seed)
      writer.key("hosts")
      writer.list(plan.hosts) { writer, host in
        writer.object { writer in
          writer.key("name", host.name)
          writer.key("site", plan.sites[host.site].name)
          writer.key("rack")
          if let rack = host.rack { writer.string(rack) } else { writer.null() }
          write(host.diskSync, "diskSync", to: &writer)
          write(host.writeBack, "writeBack", to: &writer)
          write(host.killTeardown, "killTeardown", to: &writer)
          write(host.processing, "processing", to: &writer)
          if let peak = host.processingPeak {
            write(peak.wait, "processingPeak", to: &writer)
            writer.key("processingPeakShare")
            writer.decimal(peak.partsPerBillion, digits: 9)
            writer.key("processingCalmest")
            writer.decimal(peak.calmest, digits: 9)
          }
        }
      }
      writer.key("links")
      writer.list(plan.links) { writer, link in
        writer.object { writer in
          writer.key("between", place(link.between))
          writer.key("and", place(link.and))
          writer.key("latencyNs", link.quality.latency)
          writer.key("jitterNs", link.quality.jitter)
          writer.key("loss")
          writer.decimal(loss(link.quality).partsPerBillion, digits: 9)
          writer.key("bitsPerSecond")
          if let bandwidth = link.quality.bandwidth {
            writer.integer(bandwidth)
          } else {
            writer.null()
          }
        }
      }
      writer.key("clusters")
      writer.list(plan.clusters) { write($1, to: &$0) }
      writer.key("topics")
      writer.list(plan.topics) { write($1, to: &$0) }
      writer.key("impossibleTopics")
      writer.list(plan.impossibleTopics) { $0.string($1.sentence) }
      writer.key("producers")
      writer.list(plan.producers) { writer, producer in
        writer.object { writer in
          writer.key("name", producer.name)
          writer.key("host", plan.hosts[Int(producer.host.raw)].name)
          writer.key("clientVersion", producer.version.description)
          writer.key("settings")
          write(effective(producer.name, .producer, producer.version), to: &writer)
        }
      }
      writer.key("groups")
      writer.list(scenario.groups.indices.map(\.self)) { writeGroup($1, to: &$0) }
      writer.key("connect")
      writeHerds(to: &writer)
      writer.key("lagSamplingNs")
      if let every = plan.lagSampling { writer.integer(every) } else { writer.null() }
      for key in ["steps", "expect"] {
        writer.key(key)
        writer.list(scenario.node[key]?.elements ?? []) { $0.string($1.compactText) }
      }
      writer.key("given")
      writer.list(settings) { writer, use in
        writer.object { writer in
          writer.key("owner", use.owner)
          writer.key("key", use.report.setting.key)
          writer.key("value", use.report.setting.value)
          writer.key("verdict", use.report.description)
        }
      }
    }
  }

  private func write(_ cluster: PlannedCluster, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("name", cluster.name)
      writer.key("kafkaVersion", cluster.version.description)
      writer.key("nodes")
      writer.list(cluster.brokers + [cluster.controller]) { writer, node in
        writer.object { writer in
          writer.key("id", Int64(node.id.raw))
          writer.key("host", plan.hosts[Int(node.host.raw)].name)
          writer.key("settings")
          write(effective(owner(node, of: cluster), .broker, cluster.version), to: &writer)
        }
      }
      writer.key("rules")
      writer.object { writer in
        for flag in BrokerFlag.allCases { writer.key(flag.name, cluster.behaviour[flag]) }
      }
    }
  }

  private func writeGroup(_ group: Int, to writer: inout JSONWriter) {
    let planned = plan.groups[group]
    writer.object { writer in
      writer.key("name", planned.name)
      writer.key("cluster", plan.clusters[Int(planned.cluster.raw)].name)
      writer.key("groupId")
      if let id = planned.members.first?.settings.groupName {
        writer.string(id)
      } else {
        writer.null()
      }
      writer.key("members")
      writer.list(members(of: group)) { writer, member in
        writer.object { writer in
          writer.key("name", member.name)
          writer.key("host", member.host)
          writer.key("clientVersion", member.client)
          writer.key("starts", member.starts)
          writer.key("reads", member.reads)
          writer.key("application", member.application)
          writer.key("rules", member.rules)
          writer.key("settings")
          writer.object { writer in
            for setting in member.settings { writer.key(setting.key, setting.value) }
          }
        }
      }
    }
  }

  private func write(_ topic: PlannedTopic, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("name", "\(plan.clusters[Int(topic.cluster.raw)].name)/\(topic.name)")
      writer.key("partitions", Int64(topic.partitions))
      writer.key("replicationFactor", Int64(topic.replicationFactor))
      writer.key("madeBy", topic.origin.rawValue)
      writer.key("minInsyncReplicas", Int64(topic.settings.minInsyncReplicas))
      writer.key("uncleanLeaderElection", topic.settings.uncleanLeaderElection)
    }
  }

  private func write(
    _ settings: [(key: String, value: String, isGiven: Bool)], to writer: inout JSONWriter
  ) {
    writer.object { writer in for setting in settings { writer.key(setting.key, setting.value) } }
  }

  private func write(_ span: DrawnSpan, _ key: String, to writer: inout JSONWriter) {
    writer.key(key)
    writer.object { writer in
      writer.key("fromNs", span.low)
      writer.key("toNs", span.high)
      guard !span.measured.isEmpty else { return }
      writer.key("measuredNs")
      writer.list(span.measured) { $0.integer($1) }
    }
  }
}
