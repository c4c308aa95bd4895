import ClusterSimulation
import KafkaModel
import Scenario
import SimulationKernel

/// Figures of calls that members' applications made on their consumers.
extension Evidence {
  private func calls(_ groups: [GroupSelection]) -> [GroupRecord.Call] {
    groups.flatMap { selection in
      record.groups[selection.group].members.enumerated().flatMap { member, life in
        selection.members[member]
          ? life.calls.filter { isToldOf($0, member, of: selection.group) } : []
      }
    }
  }

  /// The failure of an automatic commit is a line in the client's log; the application sees nothing of it.
  private func isToldOf(_ call: GroupRecord.Call, _ member: Int, of group: Int) -> Bool {
    guard call.kind == .commitAsync else { return true }
    switch record.plan.groups[group].members[member].loop.commit {
    case .automatic, .handOff: return false
    case .none, .afterPoll, .afterPollAsync, .every, .beforeProcessing, .external: return true
    }
  }

  func memberErrors(
    _ question: Question, _ groups: [GroupSelection], _ window: Window
  ) -> FigureValue {
    let name = question.filter.exception?.rawValue
    let failed = calls(groups).filter { call in
      guard let failure = call.failure, window.includes(call.ended.nanoseconds) else {
        return false
      }
      return name.map { $0 == failure.kafkaClass } ?? call.isError
    }
    return question.figure == .memberErrors
      ? .count(Int64(failed.count)) : time(failed.map(\.ended.nanoseconds).min(), in: window)
  }

  /// The classes of exceptions that a member's application met, in the order of their first.
  package func errors(ofMember member: Int, of group: Int) -> [MemberError] {
    var errors: [MemberError] = []
    for call in record.groups[group].members[member].calls
    where isToldOf(call, member, of: group) && call.isError {
      guard let exception = call.failure?.kafkaClass else { continue }
      if let known = errors.firstIndex(where: { $0.exception == exception }) {
        errors[known].count += 1
      } else {
        errors.append(
          MemberError(exception: exception, count: 1, first: call.ended.nanoseconds))
      }
    }
    return errors
  }

  func calls(
    _ figure: Scenario.Figure, _ groups: [GroupSelection], _ window: Window
  ) -> FigureValue {
    let isClose = figure == .closeTook || figure == .closedAfter
    // A call that is under way when the window begins belongs to it.
    let inside = calls(groups).filter { call in
      call.kind == (isClose ? .close : .commitSync)
        && (window.begins.map { call.ended.nanoseconds >= $0 } ?? true)
        && (window.until.map { call.began.nanoseconds <= $0 } ?? true)
    }
    guard var longest = inside.first else { return .none(.neverHappened) }
    for call in inside where call.length > longest.length { longest = call }
    switch figure {
    case .commitSyncLongest, .closeTook: return .time(longest.length)
    case .commitSyncEnds: return time(longest.ended.nanoseconds, in: window)
    case _: return time(inside.map(\.ended.nanoseconds).min(), in: window)
    }
  }
}

extension GroupRecord.Call {
  /// Nanoseconds.
  var length: Int64 { ended.nanoseconds - began.nanoseconds }
}

extension ConsumerException {
  /// The simple name of Kafka's Java class.
  package var kafkaClass: String {
    switch self {
    case .commitFailed: "CommitFailedException"
    case .rebalanceInProgress: "RebalanceInProgressException"
    case .timeout: "TimeoutException"
    case .noOffsetForPartition: "NoOffsetForPartitionException"
    case .offsetOutOfRange: "OffsetOutOfRangeException"
    case .logTruncation: "LogTruncationException"
    case .retriableCommitFailed: "RetriableCommitFailedException"
    case .wokenUp: "WakeupException"
    case .error(let error): error.exceptionClass
    }
  }
}

extension GroupRecord.Call {
  /// A call that the application itself woke up failed for nobody.
  fileprivate var isError: Bool { failure.map { $0 != .wokenUp } ?? false }
}
