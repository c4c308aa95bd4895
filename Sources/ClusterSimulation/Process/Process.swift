package import KafkaModel
import SimulationKernel

/// A process of the estate as the shell sees it: what it is and where it runs. Whether it runs is kept by itself
/// (`Simulation.processStates`), as nearly every event asks for that and for nothing else.
package struct Process: Sendable {
  package var host: HostIndex
  /// Counts the starts; an event of an earlier life is dropped.
  package var incarnation: Int32 = 0
  package var role: Role
  /// What arrived while the process was paused, in order.
  var held: [Event] = []
  /// The journal entry that explains why the process is down, cut off or paused.
  package var trouble: JournalIndex?
  /// When the last thing that arrived is handled; what comes later is handled later.
  var handlesNext = Instant(nanoseconds: 0)
  /// A paused process was on its way out.
  var wasStopping = false

  package enum Role: Hashable, Sendable {
    case broker(Int)
    case controller(Int)
    case producer(Int)
    /// By the plan's groups and their members.
    case member(group: Int, member: Int)
    /// A Connect worker, by the plan's workers.
    case worker(Int)
  }

  /// Whether it is a broker or a controller.
  package var isServer: Bool {
    switch role {
    case .broker, .controller: true
    case .producer, .member, .worker: false
    }
  }

  package enum State: Hashable, Sendable {
    case notStarted
    case running
    case paused
    case stopping
    case dead

    package var isAlive: Bool {
      switch self {
      case .running, .paused, .stopping: true
      case .notStarted, .dead: false
      }
    }
  }

  package init(role: Role, host: HostIndex) {
    self.role = role
    self.host = host
  }
}
