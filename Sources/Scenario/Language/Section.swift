/// The objects of a drill file and the keys that each may have.
///
/// The one list that reading, error sentences and Docs/ScenarioFormat.md share.
package enum Section: String, Hashable, Sendable, CaseIterable {
  case scenario = "a scenario"
  case runFor = "runFor"
  case site = "a site"
  case host = "a host"
  case disk = "a disk"
  case kill = "kill"
  case processorWait = "processing of a host"
  case link = "a link"
  case cluster = "a cluster"
  case broker = "a broker"
  case controller = "a controller"
  case topic = "a topic"
  case producer = "a producer"
  case group = "a group"
  case member = "a member"
  case connect = "a Connect cluster"
  case worker = "a worker"
  case connector = "a connector"
  case mirror = "a mirror"
  case subscription = "a subscription"
  case processing = "processing"
  case commit = "commit"
  case slowRecord = "a slow record"
  case moment = "a moment"
  case start = "start"
  case range = "a range"
  case schedule = "a schedule"
  case ramp = "a ramp"
  case burst = "a burst"
  case keys = "keys"
  case zipf = "zipf"
  case weightedKey = "a weighted key"
  case partitionChoice = "partition"
  case stepGroup = "a group of steps"
  case again = "again"
  case stepRepeat = "repeat"
  case expectation = "an expectation"
  case filter = "where"
  case variation = "a variation"

  package var keys: [String] {
    switch self {
    case .scenario:
      [
        "title", "kafkaVersion", "seed", "runFor", "sites", "hosts", "links", "clusters", "topics",
        "producers", "groups", "connect", "mirrors", "lagSampling", "steps", "expect", "vary",
      ]
    case .runFor: ["until", "after", "plus", "atMost"]
    case .site: []
    case .host: ["site", "rack", "disk", "kill", "processing"]
    case .disk: ["sync", "writeBack"]
    case .kill: ["teardown"]
    case .processorWait: ["usually", "sometimes", "share", "calmest"]
    case .link: ["name", "between", "latency", "rtt", "jitter", "loss", "bandwidth", "congestion"]
    case .cluster:
      [
        "site", "brokers", "controllers", "kafkaVersion", "metadataVersion", "behaviour", "config",
        "properties", "disk", "kill", "processing", "startsIn",
      ]
    case .broker, .controller:
      ["id", "host", "site", "rack", "kafkaVersion", "config", "properties"]
    case .topic: ["partitions", "replicationFactor", "assignment", "config", "automatic"]
    case .producer:
      [
        "name", "to", "clientVersion", "host", "site", "rate", "schedule", "start", "count", "for",
        "recordSize", "keys", "partition", "behaviour", "config", "properties",
      ]
    case .group:
      [
        "name", "reads", "assign", "from", "members", "clientVersion", "host", "site", "start",
        "static", "poll", "processing", "commit", "commitsOnRevocation", "slowRecords",
        "afterError", "stopsAfter", "closeTimeout", "behaviour", "config", "properties",
      ]
    case .member:
      [
        "name", "count", "reads", "assign", "from", "clientVersion", "host", "site", "start",
        "poll", "processing", "commit", "commitsOnRevocation", "slowRecords", "afterError",
        "stopsAfter", "closeTimeout", "behaviour", "config", "properties",
      ]
    case .connect:
      [
        "name", "cluster", "version", "behaviour", "groupID", "workers", "hosts", "startsIn",
        "tasksStartIn",
        "start", "settings", "properties", "connectors",
      ]
    case .worker: ["name", "host", "site"]
    case .connector: ["name", "class", "source", "target", "config"]
    case .mirror:
      [
        "name", "source", "target", "aliases", "placement", "runsIn", "mode", "groupOn",
        "connectors", "workers", "version", "behaviour", "startsIn", "tasksStartIn", "start",
        "settings", "properties",
      ]
    case .subscription: ["pattern"]
    case .processing: ["perRecord", "perPoll", "handler"]
    case .commit: ["every"]
    case .slowRecord: ["record", "takes"]
    case .moment: ["time"]
    case .start: ["at", "after", "when", "plus", "orAfter"]
    case .range: ["from", "to"]
    case .schedule: ["rate", "ramp", "burst", "times", "for"]
    case .ramp: ["from", "to", "over"]
    case .burst: ["records", "every"]
    case .keys: ["cycle", "uniform", "zipf", "fixed", "weights"]
    case .zipf: ["keys", "exponent"]
    case .weightedKey: ["key", "weight"]
    case .partitionChoice: ["weights", "favour", "gets"]
    case .stepGroup: ["name", "at", "after", "when", "plus", "orAfter", "repeat", "again", "steps"]
    case .again: ["when", "plus", "orAfter"]
    case .stepRepeat: ["times", "every"]
    case .expectation:
      [
        "name", "figure", "of", "where", "from", "until", "notBefore", "within", "over", "at",
        "after", "plus", "equals", "atMost", "atLeast", "between",
      ]
    case .filter:
      [
        "producer", "partition", "broker", "exception", "topic", "partitions", "group", "member",
        "notMember", "ownedBy", "notOwnedBy", "mirror", "worker", "struckBy", "notStruckBy",
      ]
    case .variation: ["name", "set"]
    }
  }

  /// Keys that the language knows and no machine serves yet.
  package var keysNotModelled: [String] {
    switch self {
    case .scenario: ["connectors", "streams", "registry"]
    case .producer: ["transactionalId", "preloaded"]
    case .group, .member: ["transactionalId"]
    case .topic: ["preloaded"]
    case .host: ["cpus", "clockDrift"]
    case .runFor, .site, .disk, .kill, .processorWait, .link, .cluster, .broker, .controller,
      .connect, .worker, .connector, .mirror, .subscription,
      .processing, .commit, .slowRecord, .moment, .start, .range, .schedule, .ramp, .burst, .keys,
      .zipf, .weightedKey, .partitionChoice, .stepGroup, .again,
      .stepRepeat, .expectation, .filter, .variation:
      []
    }
  }
}
