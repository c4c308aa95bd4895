/// What the model does with a setting; there is no fourth way, and none is silent.
package enum SettingEffect: Hashable, Sendable {
  /// A machine acts on it.
  case honoured
  /// Accepted, without any effect on a run, and listed in the report.
  case withoutEffect(Reason)
  /// Setting it away from its default asks for something that the model would get wrong.
  case notModelled(Reason)

  /// Why a setting has no effect here.
  package enum Reason: Hashable, Sendable {
    case drillWiring
    case serializers
    case compression
    case metrics
    case security
    case transactions
    case userCode
    case metadataIdle
    case groups
    case commitAcks
    case commitMetadata
    case groupLoading
    case isolation
    case internalTopics
    case corruption
    case flushing
    case expiry
    case retention
    case compaction
    case quotas
    case tieredStorage
    case zooKeeper
    case listeners
    case threads
    case purgatories
    case timestamps
    case files
    case formatVersions
    case administration
    case raftElections
    case metadataLog
    case readByZooKeeperModeOnly
    case readiness
    case unstableFeatures
    case plugins
    case configProviders
    case rest
    case topicTracking
    case transforms
    case logging
    case offsetsTopic
  }
}

extension SettingEffect.Reason {
  /// The reason as half a sentence for the report.
  package var sentence: String {
    switch self {
    case .drillWiring: "the drill file itself says who is where and talks to whom"
    case .serializers: "records are sizes and identities; nothing is serialized"
    case .compression: "batches travel and count uncompressed"
    case .metrics: "no metrics reporters run"
    case .security: "no encryption, authentication or authorization is modelled"
    case .transactions: "transactions are not modelled"
    case .userCode: "no user code runs inside the process"
    case .metadataIdle: "a client keeps the metadata of every topic it uses"
    case .groups: "groups run the classic protocol only"
    case .commitAcks: "commits wait for all replicas in sync"
    case .commitMetadata: "commits carry no metadata"
    case .isolation:
      "without transactions both levels read up to the high watermark"
    case .internalTopics: "patterns match no internal topics"
    case .corruption: "records are never corrupt"
    case .groupLoading: "a coordinator reads its groups in one piece"
    case .flushing: "logs are flushed by count, at a roll and at a clean stop, never by time"
    case .expiry: "brokers forget no producer during a run"
    case .retention: "nothing is deleted by age or size during a run"
    case .compaction: "logs are not compacted"
    case .quotas: "no quotas are applied"
    case .tieredStorage: "there is no tiered storage"
    case .zooKeeper: "brokers and controllers run in KRaft mode"
    case .listeners: "hosts have one network address and listeners without limits"
    case .threads: "thread pools are not a limit"
    case .purgatories: "sizes of purgatories and answers are not a limit"
    case .timestamps: "of timestamps only those ahead of the broker's clock are checked"
    case .files: "files on disk are modelled by their records, not by their layout"
    case .formatVersions: "the Kafka version of the cluster fixes formats and protocols"
    case .administration: "no policies and limits of administration are modelled"
    case .raftElections: "the controller quorum's own elections are not modelled"
    case .metadataLog: "the metadata log has no snapshots and no size"
    case .readByZooKeeperModeOnly: "KRaft mode does not read it"
    case .readiness: "a start takes as long as the drill says"
    case .unstableFeatures: "only released features run"
    case .plugins: "MirrorMaker's connectors are there without being looked for"
    case .configProviders: "values are taken as they are written"
    case .rest: "workers reach each other's REST servers wherever the network lets them"
    case .topicTracking: "nobody asks which topics a connector used"
    case .transforms: "records are not transformed"
    case .logging: "no log files are written"
    case .offsetsTopic: "source offsets are kept in the worker's own topic"
    }
  }
}
