import Firedrill
import Testing

@Suite("Workers of a mirror")
struct WorkerLivesTests {
  /// Wakes that rang while it stood still belong to the life that stood still.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `that stood still can be stopped and started again`(seed: UInt64) throws {
    let drill = try Drill(
      """
      { title: "A worker of two is paused, and later stopped", kafkaVersion: "3.9.1",
        clusters: {
          source: { brokers: 1, config: { "offsets.topic.replication.factor": 1 } },
          target: { brokers: 1, config: { "offsets.topic.replication.factor": 1 } } },
        topics: { "source/orders": { partitions: 4 } },
        mirrors: [ { name: "m", source: "source", target: "target", workers: 2, startsIn: "3s", settings: {
          "topics": "orders", "replication.factor": 1, "offset-syncs.topic.replication.factor": 1,
          "checkpoints.topic.replication.factor": 1, "heartbeats.topic.replication.factor": 1,
          "target.config.storage.replication.factor": 1, "target.offset.storage.replication.factor": 1,
          "target.status.storage.replication.factor": 1, "source.config.storage.replication.factor": 1,
          "source.offset.storage.replication.factor": 1, "source.status.storage.replication.factor": 1,
          "target.scheduled.rebalance.max.delay.ms": 60000 } } ],
        steps: [ { name: "freeze", at: "90s..105s", do: "pause", target: "m/a", for: "25s" },
                 { name: "stop", at: "190s..205s", do: "stop", target: "m/a", for: "12s" } ],
        runFor: "260s" }
      """)
    let outcome = drill.run(seed: seed)
    let joined = try outcome.value(.workerJoinedAfter, of: .mirror("m"), from: "stop")
    #expect(joined != nil)
  }

  /// The restart that a user asks for while a task is being given up is of a task that is no longer the worker's.
  @Test func `run one life of a task that is restarted while it is given up`() throws {
    let drill = try Drill(
      """
      { title: "A task is restarted while its worker gives it up", kafkaVersion: "3.9.1",
        sites: { a: {}, b: {} }, links: [ { between: ["a", "b"], rtt: "10ms" } ],
        clusters: {
          source: { site: "a", brokers: 3, startsIn: "2s..4s",
                    config: { "min.insync.replicas": 2, "offsets.topic.num.partitions": 5 } },
          target: { site: "b", brokers: 3, startsIn: "2s..4s",
                    config: { "min.insync.replicas": 2, "offsets.topic.num.partitions": 5 } } },
        topics: { "source/orders": { partitions: 4, replicationFactor: 3 } },
        producers: [ { name: "shop", to: "source/orders", site: "a", rate: "5/s", partition: "inTurn",
                       config: { "acks": "all", "delivery.timeout.ms": 600000 } } ],
        mirrors: [ { name: "m", source: "source", target: "target", placement: "P2", version: "4.1.1",
                     workers: 2, startsIn: "3s..5s", settings: {
          "topics": "orders", "tasks.max": 1, "sync.group.offsets.enabled": true,
          "sync.group.offsets.interval.seconds": 10, "emit.checkpoints.interval.seconds": 10,
          "target.scheduled.rebalance.max.delay.ms": 60000, "target.offset.flush.interval.ms": 60000 } } ],
        steps: [
          { name: "s0", at: "60s..80s", do: "stop", target: "source/2", for: "65s" },
          { name: "s1", at: "85s..105s", do: "silence", target: "target/1", for: "25s" },
          { name: "s2", at: "110s..130s", do: "restartTask", connector: "m/source", task: 0 },
          { name: "s3", at: "135s..155s", do: "silence", target: "target/2", for: "2s" },
          { name: "s4", at: "160s..180s", do: "pause", target: "m/a", for: "25s" },
          { name: "end", at: "280s", do: "stopProducer", producer: "shop" } ],
        runFor: "300s",
        expect: [ { taskState: "m/source", equals: "RUNNING" }, { mirrorBacklog: "m", equals: 0 } ] }
      """)
    #expect(drill.run(seed: 2).holds)
  }

  /// KAFKA-13988; recorded of 3.9.1 (B15-reset-none-no-stored-offset).
  @Test(arguments: [("3.5.1", true), ("3.9.1", false)])
  func `begin at 0 without a stored offset before 3.7, whatever the reset policy`(
    version: String, copies: Bool
  ) throws {
    let drill = try Drill(
      """
      { title: "No stored offset and no reset policy", kafkaVersion: "3.9.1",
        clusters: {
          source: { brokers: 1, config: { "offsets.topic.replication.factor": 1 } },
          target: { brokers: 1, config: { "offsets.topic.replication.factor": 1 } } },
        topics: { "source/orders": {} },
        producers: [ { name: "shop", to: "source/orders", rate: "10/s", count: 100 } ],
        mirrors: [ { name: "m", source: "source", target: "target", version: "\(version)", settings: {
          "topics": "orders", "source.consumer.auto.offset.reset": "none", "emit.heartbeats.enabled": false,
          "replication.factor": 1, "offset-syncs.topic.replication.factor": 1,
          "checkpoints.topic.replication.factor": 1, "heartbeats.topic.replication.factor": 1,
          "target.config.storage.replication.factor": 1, "target.offset.storage.replication.factor": 1,
          "target.status.storage.replication.factor": 1 } } ],
        runFor: "40s" }
      """)
    let outcome = drill.run(seed: 1)
    #expect(try outcome.value(.mirrored, of: .mirror("m")) == .count(copies ? 100 : 0))
  }
}
