package import KafkaModel

/// Code of a test author that a plan runs, each piece under the name by which a scenario calls it.
package struct UserCode: Sendable {
  package var partitioners: [CustomPartitioner] = []
  package var assignors: [CustomAssignor] = []
  package var handlers: [RecordHandler] = []
  package var sourceConnectors: [CustomSourceConnector] = []
  package var sinkConnectors: [CustomSinkConnector] = []

  package init() {}
}
