/// The names of `ConnectBehaviour`'s flags, as data for lists.
package enum ConnectFlag: Hashable, Sendable, CaseIterable {
  case restartsTasks
  case backsOffRevocations
  case reassignsWithoutDelay
  case toleratesProducerErrors
  case judgesExhaustedRetries
  case storesAcknowledgedOnly

  /// The KIP or issue that brought the rule.
  package var name: String {
    switch self {
    case .restartsTasks: "KIP-745"
    case .backsOffRevocations: "KAFKA-12495"
    case .reassignsWithoutDelay: "KAFKA-15693"
    case .toleratesProducerErrors: "KIP-779"
    case .judgesExhaustedRetries: "KAFKA-18073"
    case .storesAcknowledgedOnly: "KAFKA-1650"
    }
  }

  /// What it changes, in one sentence.
  package var abstract: String {
    switch self {
    case .restartsTasks:
      "A restart of a connector by REST may take its tasks along, or what has failed."
    case .backsOffRevocations:
      "Connectors and tasks are moved for the balance in any round, with growing pauses."
    case .reassignsWithoutDelay:
      "Without a rebalance delay, what a lost worker ran is given away at once."
    case .toleratesProducerErrors:
      "errors.tolerance=all covers what the producer of a source task could not send."
    case .judgesExhaustedRetries:
      "A retriable error out of retries fails a task that tolerates none."
    case .storesAcknowledgedOnly:
      "Source offsets are stored of acknowledged records only, as in every release of Connect."
    }
  }

  /// Whether the rule is in force in a version.
  package func isOn(in version: KafkaVersion) -> Bool {
    switch self {
    case .restartsTasks: version >= KafkaVersion(3, 0, 0)
    case .toleratesProducerErrors: version >= KafkaVersion(3, 2, 0)
    case .backsOffRevocations: version >= KafkaVersion(3, 4, 0)
    case .reassignsWithoutDelay: version >= KafkaVersion(3, 7, 0)
    case .judgesExhaustedRetries: version >= KafkaVersion(4, 0, 0)
    case .storesAcknowledgedOnly: true
    }
  }
}

extension ConnectBehaviour {
  /// The rules of a version.
  package init(_ version: KafkaVersion) {
    self.init()
    for flag in ConnectFlag.allCases { self[flag] = flag.isOn(in: version) }
  }

  /// One flag by its name.
  package subscript(flag: ConnectFlag) -> Bool {
    get {
      switch flag {
      case .restartsTasks: restartsTasks
      case .backsOffRevocations: backsOffRevocations
      case .reassignsWithoutDelay: reassignsWithoutDelay
      case .toleratesProducerErrors: toleratesProducerErrors
      case .judgesExhaustedRetries: judgesExhaustedRetries
      case .storesAcknowledgedOnly: storesAcknowledgedOnly
      }
    }
    set {
      switch flag {
      case .restartsTasks: restartsTasks = newValue
      case .backsOffRevocations: backsOffRevocations = newValue
      case .reassignsWithoutDelay: reassignsWithoutDelay = newValue
      case .toleratesProducerErrors: toleratesProducerErrors = newValue
      case .judgesExhaustedRetries: judgesExhaustedRetries = newValue
      case .storesAcknowledgedOnly: storesAcknowledgedOnly = newValue
      }
    }
  }
}
