package import ClusterSimulation
import KafkaModel
package import Scenario

/// What a drill file means: the plan with every default filled in, and what becomes of every setting.
package struct PlanDescription: Sendable {
  let scenario: Scenario
  let plan: Plan
  let settings: [PlanCompiler.SettingUse]
  let file: String
  let variation: String

  package init(
    _ scenario: Scenario, plan: Plan, settings: [PlanCompiler.SettingUse], file: String,
    variation: String
  ) {
    self.scenario = scenario
    self.plan = plan
    self.settings = settings
    self.file = file
    self.variation = variation
  }

  /// The honoured settings of one owner with their values, given or default, in the order of definition.
  func effective(
    _ owner: String, _ catalog: SettingCatalog, _ version: KafkaVersion
  ) -> [(key: String, value: String, isGiven: Bool)] {
    let entries = settings.filter { $0.owner == owner }.map(\.report.setting)
    guard let parsed = try? ParsedSettings(catalog, version: version, entries) else { return [] }
    return catalog.tables.flatMap(\.self).compactMap { definition in
      guard definition.effect == .honoured, !definition.isInternal,
        let value = parsed.text(definition.key)
      else { return nil }
      return (definition.key, value, parsed.isGiven(definition.key))
    }
  }

  func place(_ end: PlannedLink.End) -> String {
    switch end {
    case .site(let site): plan.sites[site].name
    case .host(let host): plan.hosts[Int(host.raw)].name
    }
  }

  func span(_ span: DrawnSpan) -> String {
    if span.low == span.high { return "\(TimeSpan(nanoseconds: span.low))" }
    let bounds = "\(TimeSpan(nanoseconds: span.low))..\(TimeSpan(nanoseconds: span.high))"
    return span.measured.isEmpty ? bounds : "\(bounds), one of \(span.measured.count) measured"
  }

  /// "0ms..8ms, sometimes 20ms..140ms (3%), calmest 10%"
  func processing(_ host: PlannedHost) -> String {
    guard let peak = host.processingPeak else { return span(host.processing) }
    let isAlwaysBusy = peak.calmest == 1_000_000_000
    return span(host.processing)
      + ", sometimes \(span(peak.wait)) (\(Share(partsPerBillion: peak.partsPerBillion)))"
      + (isAlwaysBusy ? "" : ", calmest \(Share(partsPerBillion: peak.calmest))")
  }

  /// The share of packets that a link loses.
  func loss(_ quality: LinkQuality) -> Share {
    guard quality.lossNumerator > 0 else { return Share(partsPerBillion: 0) }
    let (high, low) = quality.lossNumerator.multipliedFullWidth(by: 1_000_000_000)
    let share = quality.lossDenominator.dividingFullWidth((high, low)).quotient
    return Share(partsPerBillion: Int64(share))
  }

  func owner(_ node: PlannedNode, of cluster: PlannedCluster) -> String {
    "\(cluster.name)/\(node.id)"
  }
}
