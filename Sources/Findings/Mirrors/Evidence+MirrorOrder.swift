import ClusterSimulation
import KafkaModel
import SimulationKernel

/// Why copies stand behind later ones, outlive their records, or came back to where these were sent.
extension Evidence {
  func tellMirrorInversion(_ run: inout MirrorAnomaly) {
    let reading = mirrors[run.mirror]
    guard let copy = run.copy, let chunk = chunk(of: copy, in: reading) else { return }
    run.story = story(clientBreaks(of: chunk.writer.worker, chunk.readAt...chunk.at), about: nil)
    run.story.append(
      "\(name(ofWorker: chunk.writer.worker)) read them at \(clock(chunk.readAt)); they "
        + arrival(chunk) + ", behind later ones")
  }

  func tellMirrorPhantom(_ run: inout MirrorAnomaly) {
    let reading = mirrors[run.mirror]
    guard let copy = run.copy, let chunk = chunk(of: copy, in: reading) else { return }
    run.story = ["\(name(ofWorker: chunk.writer.worker)) read them at \(clock(chunk.readAt))"]
    let elections = history(of: run.partition).states.filter {
      $0.at >= chunk.readAt && $0.elected == .unclean
    }
    run.story += story(elections.prefix(1).map(\.entry), about: run.partition)
    run.story.append("the source's log that survived does not hold them")
    if !elections.isEmpty {
      run.remark =
        "unclean.leader.election.enable=false at the source keeps what was acknowledged, and the "
        + "partition without a leader meanwhile"
    }
  }

  func tellMirrorReturn(_ run: inout MirrorAnomaly) {
    let reading = mirrors[run.mirror]
    guard let copy = run.copy, let chunk = chunk(of: copy, in: reading) else { return }
    let sent = origins.sentAt[Int(reading.records[copy])]
    run.story = [
      "the first was sent to \(name(of: chunk.target)) at \(clock(sent))",
      "\(name(ofWorker: chunk.writer.worker)) read its copy from \(name(of: run.partition)) at "
        + "\(clock(chunk.readAt)); it " + arrival(chunk),
    ]
    if record.plan.connect[reading.flow.cluster].connectors[reading.flow.connector].mirror.policy
      == .identity
    {
      run.remark =
        "DefaultReplicationPolicy names copies after their source, and leaves those alone that would "
        + "go back"
    }
  }
}
