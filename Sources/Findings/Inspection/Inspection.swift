package import ClusterSimulation
import KafkaModel
import SimulationKernel

/// What `firedrill inspect` shows of an estate at one moment: tables as Kafka's own tools print them.
package struct Inspection: Sendable {
  package let view: EstateView
  /// What is shown, in this order.
  package let sections: [Section]

  package enum Section: String, Hashable, Sendable, CaseIterable {
    case topics
    case groups
    case brokers
    case connectors
  }

  package init(_ view: EstateView, sections: [Section] = Section.allCases) {
    self.view = view
    // An estate without Connect has nothing to show of it unless it is asked for alone.
    self.sections =
      sections == Section.allCases && view.connect.isEmpty
      ? sections.filter { $0 != .connectors } : sections
  }

  /// Nanoseconds since the start of the load.
  package var time: Int64 { view.at.nanoseconds - view.origin.nanoseconds }
}

extension Process.State {
  var word: String {
    switch self {
    case .notStarted: "not started"
    case .running: "running"
    case .paused: "paused"
    case .stopping: "stopping"
    case .dead: "dead"
    }
  }
}

extension EstateView.BrokerView {
  /// The controller's view of it.
  var registration: String {
    switch isFenced {
    case nil: "not registered"
    case true?: "fenced"
    case false?: "active"
    }
  }
}

extension EstateView.GroupView.Standing {
  /// The state as `kafka-consumer-groups --describe --state` names it.
  package var word: String {
    switch self {
    case .unavailable: "(coordinator not available)"
    case .dead: "Dead"
    case .known(.empty, _, _, _): "Empty"
    case .known(.preparingRebalance, _, _, _): "PreparingRebalance"
    case .known(.completingRebalance, _, _, _): "CompletingRebalance"
    case .known(.stable, _, _, _): "Stable"
    }
  }
}
