/// The scenario of this module, for modules that have a `Scenario` of their own.
package typealias WrittenScenario = Scenario
