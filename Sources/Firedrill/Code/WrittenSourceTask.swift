import ClusterSimulation
import KafkaModel
import Scenario

/// An author's task as the simulated worker calls it.
struct WrittenSourceTask<Task: SourceTask>: CustomSourceTask {
  private var task: Task

  init(_ task: Task) { self.task = task }

  mutating func start(
    _ configuration: SettingMap, stored: [CustomSourceOffset], now: Milliseconds
  ) throws(TaskException) {
    do throws(ConnectorFailure) {
      try task.start(
        Scenario.Settings(configuration), stored: stored.map { SourceOffset($0) })
    } catch {
      throw error.written
    }
  }

  mutating func poll(now: Milliseconds) throws(TaskException) -> CustomPoll {
    do throws(ConnectorFailure) {
      switch try task.poll(at: .milliseconds(now.raw - Simulation.clockBase)) {
      case .records(let records):
        // `ProducerRecord` throws an IllegalArgumentException.
        guard records.allSatisfy({ ($0.partition ?? 0) >= 0 }) else {
          throw ConnectorFailure.fatal("a partition is 0 or more")
        }
        return .records(records.map(\.written))
      case .wait(let time):
        return .wait(Milliseconds(roundedUp: TimeSpan(time)))
      }
    } catch {
      throw error.written
    }
  }

  mutating func committed(_ record: CustomRecord, at position: CustomRecord.Position?) {
    task.recordWritten(
      SourceRecord(record), at: position.map { SourceRecord.Position($0) })
  }

  mutating func offsetsCommitted() { task.offsetsStored() }

  mutating func stop() { task.stop() }
}

extension Scenario.Settings {
  init(_ map: SettingMap) {
    self.init(written: map.entries.map { WrittenScenario.Setting($0.key, $0.value) })
  }

  var map: SettingMap { SettingMap(written.map { Setting($0.key, $0.value) }) }
}
