/// The names of `MirrorBehaviour`'s flags, as data for lists and for overriding in a drill.
package enum MirrorFlag: Hashable, Sendable, CaseIterable {
  case internalNamesFollowSeparator
  case translationNeedsSync
  case translatesOnePast
  case keepsSyncHistory
  case queuesOffsetSyncs
  case commitSendsOffsetSyncs
  case countsTranslationLag
  case looksAheadInSyncHistory
  case internalSeparatorSwitch
  case commitSyncsLatest
  case restartKeepsSyncHistory
  case narrowInternalTopics
  case heartbeatReplicationSwitch
  case loadsOffsetSyncs
  case dropsIrrelevantGroups
  case awaitsGroups
  case startsCheckpointsAtOnce
  case startsByResetPolicy

  /// The KIP or issue that brought the rule.
  package var name: String {
    switch self {
    case .internalNamesFollowSeparator: "KIP-690"
    case .translationNeedsSync: "KAFKA-12635"
    case .translatesOnePast: "KAFKA-12468"
    case .keepsSyncHistory: "KAFKA-14666"
    case .queuesOffsetSyncs: "KAFKA-12558"
    case .commitSendsOffsetSyncs: "KAFKA-14610"
    case .countsTranslationLag: "KAFKA-14797"
    case .looksAheadInSyncHistory: "KAFKA-15202"
    case .internalSeparatorSwitch: "KIP-949"
    case .commitSyncsLatest: "KAFKA-15906"
    case .restartKeepsSyncHistory: "KAFKA-15905"
    case .narrowInternalTopics: "KIP-1074"
    case .heartbeatReplicationSwitch: "KIP-1089"
    case .loadsOffsetSyncs: "KAFKA-13659"
    case .dropsIrrelevantGroups: "KAFKA-14837"
    case .awaitsGroups: "KAFKA-17232"
    case .startsCheckpointsAtOnce: "KAFKA-17242"
    case .startsByResetPolicy: "KAFKA-13988"
    }
  }

  /// What it changes, in one sentence.
  package var abstract: String {
    switch self {
    case .internalNamesFollowSeparator:
      "The mirror's own topics are named with the replication policy's separator."
    case .translationNeedsSync:
      "A partition without offset syncs gets no checkpoints instead of its source offsets."
    case .translatesOnePast:
      "An offset past a sync is translated to one past it, not to the same distance."
    case .keepsSyncHistory:
      "Groups behind the newest offset sync get checkpoints too; checkpoints do not go back."
    case .queuesOffsetSyncs:
      "An offset sync that finds ten others in flight waits instead of being dropped."
    case .commitSendsOffsetSyncs:
      "Waiting offset syncs are also sent when the task commits."
    case .countsTranslationLag:
      "offset.lag.max counts records since the last sync, not the drift of the offsets."
    case .looksAheadInSyncHistory:
      "Offset syncs at uneven distances do not push each other out of the history."
    case .internalSeparatorSwitch:
      "replication.policy.internal.topic.separator.enabled is honoured."
    case .commitSyncsLatest:
      "Each commit of the task syncs the newest offsets of partitions that moved."
    case .restartKeepsSyncHistory:
      "A checkpoint task that starts again keeps the history of offset syncs."
    case .narrowInternalTopics:
      "Topics of users are mirrored though their names end like those of internal topics."
    case .heartbeatReplicationSwitch:
      "heartbeats.replication.enabled is honoured."
    case .loadsOffsetSyncs:
      "A checkpoint task reads the offset syncs to their end before it translates."
    case .dropsIrrelevantGroups:
      "Groups that consume no mirrored topic are not dealt to checkpoint tasks."
    case .awaitsGroups:
      "Checkpoint tasks are not dealt before the first listing of groups has come."
    case .startsCheckpointsAtOnce:
      "A checkpoint task starts without waiting for what it reads back."
    case .startsByResetPolicy:
      "Partitions without a stored offset begin where auto.offset.reset says, not at 0."
    }
  }

  /// Whether the rule is in force in a version.
  package func isOn(in version: KafkaVersion) -> Bool {
    switch self {
    case .internalNamesFollowSeparator: version >= KafkaVersion(3, 1, 0)
    case .translationNeedsSync: version >= KafkaVersion(3, 3, 0)
    case .translatesOnePast, .keepsSyncHistory, .queuesOffsetSyncs, .commitSendsOffsetSyncs,
      .countsTranslationLag, .loadsOffsetSyncs, .dropsIrrelevantGroups:
      version >= KafkaVersion(3, 4, 1)
    case .looksAheadInSyncHistory, .internalSeparatorSwitch: version >= KafkaVersion(3, 5, 2)
    case .commitSyncsLatest, .startsByResetPolicy: version >= KafkaVersion(3, 7, 0)
    case .restartKeepsSyncHistory: version >= KafkaVersion(3, 7, 1)
    case .awaitsGroups, .startsCheckpointsAtOnce: version >= KafkaVersion(3, 9, 0)
    case .narrowInternalTopics, .heartbeatReplicationSwitch: version >= KafkaVersion(4, 0, 0)
    }
  }
}

extension MirrorBehaviour {
  /// The rules of a version.
  package init(_ version: KafkaVersion) {
    self.init()
    for flag in MirrorFlag.allCases { self[flag] = flag.isOn(in: version) }
  }

  /// One flag by its name, to read and to override.
  package subscript(flag: MirrorFlag) -> Bool {
    get {
      switch flag {
      case .internalNamesFollowSeparator: internalNamesFollowSeparator
      case .translationNeedsSync: translationNeedsSync
      case .translatesOnePast: translatesOnePast
      case .keepsSyncHistory: keepsSyncHistory
      case .queuesOffsetSyncs: queuesOffsetSyncs
      case .commitSendsOffsetSyncs: commitSendsOffsetSyncs
      case .countsTranslationLag: countsTranslationLag
      case .looksAheadInSyncHistory: looksAheadInSyncHistory
      case .internalSeparatorSwitch: internalSeparatorSwitch
      case .commitSyncsLatest: commitSyncsLatest
      case .restartKeepsSyncHistory: restartKeepsSyncHistory
      case .narrowInternalTopics: narrowInternalTopics
      case .heartbeatReplicationSwitch: heartbeatReplicationSwitch
      case .loadsOffsetSyncs: loadsOffsetSyncs
      case .dropsIrrelevantGroups: dropsIrrelevantGroups
      case .awaitsGroups: awaitsGroups
      case .startsCheckpointsAtOnce: startsCheckpointsAtOnce
      case .startsByResetPolicy: startsByResetPolicy
      }
    }
    set {
      switch flag {
      case .internalNamesFollowSeparator: internalNamesFollowSeparator = newValue
      case .translationNeedsSync: translationNeedsSync = newValue
      case .translatesOnePast: translatesOnePast = newValue
      case .keepsSyncHistory: keepsSyncHistory = newValue
      case .queuesOffsetSyncs: queuesOffsetSyncs = newValue
      case .commitSendsOffsetSyncs: commitSendsOffsetSyncs = newValue
      case .countsTranslationLag: countsTranslationLag = newValue
      case .looksAheadInSyncHistory: looksAheadInSyncHistory = newValue
      case .internalSeparatorSwitch: internalSeparatorSwitch = newValue
      case .commitSyncsLatest: commitSyncsLatest = newValue
      case .restartKeepsSyncHistory: restartKeepsSyncHistory = newValue
      case .narrowInternalTopics: narrowInternalTopics = newValue
      case .heartbeatReplicationSwitch: heartbeatReplicationSwitch = newValue
      case .loadsOffsetSyncs: loadsOffsetSyncs = newValue
      case .dropsIrrelevantGroups: dropsIrrelevantGroups = newValue
      case .awaitsGroups: awaitsGroups = newValue
      case .startsCheckpointsAtOnce: startsCheckpointsAtOnce = newValue
      case .startsByResetPolicy: startsByResetPolicy = newValue
      }
    }
  }
}
