extension DrillReader {
  func variations(_ node: Node?) throws(ScenarioError) -> Scenario.Variations { .none }
}
