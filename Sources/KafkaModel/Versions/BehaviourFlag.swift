/// One line of the table of rules that differ between versions: part, name, abstract, value per version.
package enum BehaviourFlag: Hashable, Sendable {
  case client(ProducerFlag)
  case consumer(ConsumerFlag)
  case broker(BrokerFlag)
  case worker(ConnectFlag)
  case mirror(MirrorFlag)

  /// All flags, the clients' first.
  package static var all: [BehaviourFlag] {
    ProducerFlag.allCases.map(BehaviourFlag.client)
      + ConsumerFlag.allCases.map(BehaviourFlag.consumer)
      + BrokerFlag.allCases.map(BehaviourFlag.broker)
      + ConnectFlag.allCases.map(BehaviourFlag.worker)
      + MirrorFlag.allCases.map(BehaviourFlag.mirror)
  }

  package var part: VersionedPart {
    switch self {
    case .client: .client
    case .consumer: .consumer
    case .broker: .broker
    case .worker: .worker
    case .mirror: .mirror
    }
  }

  package var name: String {
    switch self {
    case .client(let flag): flag.name
    case .consumer(let flag): flag.name
    case .broker(let flag): flag.name
    case .worker(let flag): flag.name
    case .mirror(let flag): flag.name
    }
  }

  package var abstract: String {
    switch self {
    case .client(let flag): flag.abstract
    case .consumer(let flag): flag.abstract
    case .broker(let flag): flag.abstract
    case .worker(let flag): flag.abstract
    case .mirror(let flag): flag.abstract
    }
  }

  package func isOn(in version: KafkaVersion) -> Bool {
    switch self {
    case .client(let flag): flag.isOn(in: version)
    case .consumer(let flag): flag.isOn(in: version)
    case .broker(let flag): flag.isOn(in: version)
    case .worker(let flag): flag.isOn(in: version)
    case .mirror(let flag): flag.isOn(in: version)
    }
  }

  /// The flag of a part by its name, for overriding in a drill; nil if there is none.
  package init?(name: String, part: VersionedPart) {
    guard let flag = Self.all.first(where: { $0.part == part && $0.name == name }) else {
      return nil
    }
    self = flag
  }
}
