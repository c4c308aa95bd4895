import ClusterSimulation
import KafkaModel

/// Producers and their loads.
extension PlanCompiler {
  mutating func planProducers() throws(ScenarioError) {
    for producer in scenario.producers {
      let version = producer.clientVersion ?? scenario.kafkaVersion
      try check(version, for: .client, at: producer.mark)
      let entries = try entries(producer.properties, producer.config, at: producer.mark)
      try report(
        entries, of: producer.name, as: .producer, in: version, config: producer.config,
        at: producer.mark)
      var settings: ProducerSettings
      do {
        settings = try ProducerSettings(
          version: version, entries, customPartitioners: code.partitioners)
      } catch {
        throw refusal(
          error, of: "producer \(producer.name)", entries: entries, config: producer.config,
          at: producer.mark)
      }
      if case .favoured(let rule) = producer.partition { settings.partitioner = .weighted(rule) }
      if case .custom(var partitioner) = settings.partitioner {
        partitioner.topics = producer.topics.map(\.topic)
        partitioner.keys = Self.texts(keys(producer.keys))
        settings.partitioner = .custom(partitioner)
      }
      plan.producers.append(
        PlannedProducer(
          name: producer.name, host: hostIndex(producer.host),
          cluster: clusterIndex(producer.topics[0].cluster), version: version, settings: settings,
          behaviour: try behaviour(of: producer, version: version),
          workload: try workload(of: producer)))
    }
  }

  private func behaviour(
    of producer: Scenario.Producer, version: KafkaVersion
  ) throws(ScenarioError) -> ProducerBehaviour {
    var behaviour = ProducerBehaviour(version)
    for flag in producer.behaviour {
      guard let known = ProducerFlag.allCases.first(where: { $0.name == flag.name }) else {
        throw failure(
          .unknownName(
            flag.name, what: "behaviour of clients", known: ProducerFlag.allCases.map(\.name)),
          at: flag.mark)
      }
      behaviour[known] = flag.isOn
    }
    return behaviour
  }

  private func workload(of producer: Scenario.Producer) throws(ScenarioError) -> PlannedWorkload {
    var workload = PlannedWorkload(
      topics: producer.topics.map { topicIndex($0) }, arrivals: arrivals(producer.load),
      valueSize: producer.recordSize.from...producer.recordSize.to)
    workload.start = try planned(producer.start)
    switch producer.end {
    case .untilStopped: break
    case .records(let count): workload.count = count
    case .lasting(let span): workload.duration = span.nanoseconds
    }
    switch producer.partition {
    case .partitioner, .favoured: break
    case .inTurn:
      workload.partition = .inTurn(
        partitions: workload.topics.map { plan.topics[$0].partitions })
    case .explicit(let partition):
      workload.partition = .explicit(PartitionIndex(partition))
    case .weighted(let weights): workload.partition = .weighted(weights)
    }
    workload.keys = keys(producer.keys)
    return workload
  }

  private func keys(_ keys: Scenario.Keys) -> PlannedWorkload.Keys {
    func numbered(_ count: Int64) -> [String] { (0..<count).map { "key-\($0)" } }
    return switch keys {
    case .none: .none
    case .cycle(let count): .cycle(numbered(count))
    case .uniform(let count): .weighted(numbered(count).map { ($0, 1) })
    case .zipf(let count, let exponent): .zipf(numbered(count), exponentThousandths: exponent)
    case .fixed(let text): .cycle([text])
    case .weighted(let list): .weighted(list.map { ($0.key, $0.weight) })
    }
  }

  /// The keys by number, as the workload numbers them.
  private static func texts(_ keys: PlannedWorkload.Keys) -> [String] {
    switch keys {
    case .none: []
    case .cycle(let texts), .zipf(let texts, _): texts
    case .weighted(let list): list.map(\.text)
    }
  }

  func arrivals(_ load: Scenario.Load) -> Arrivals {
    switch load {
    case .constant(let rate): .constant(records: rate.count, per: rate.per.nanoseconds)
    case .ramp(let from, let to, let over):
      .ramp(
        fromMilliHertz: from.milliHertz, toMilliHertz: to.milliHertz, over: over.nanoseconds)
    case .burst(let records, let every): .burst(records: records, every: every.nanoseconds)
    case .times(let times): .times(times.map(\.nanoseconds))
    case .phases(let phases):
      .phases(phases.map { (arrivals($0.load), $0.lasting?.nanoseconds) })
    }
  }
}

extension Rate {
  /// Thousandths of a record per second.
  fileprivate var milliHertz: Int64 {
    let (high, low) = count.multipliedFullWidth(by: 1_000_000_000_000)
    return per.nanoseconds.dividingFullWidth((high, low)).quotient
  }
}
