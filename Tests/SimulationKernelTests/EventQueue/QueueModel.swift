import SimulationKernel

/// The queue as a sorted list: slow, and too simple to be wrong.
struct QueueModel {
  struct Pending {
    let time: Int64
    let payload: Int
    let id: EventID
  }

  private(set) var pending: [Pending] = []

  mutating func push(_ payload: Int, at time: Int64, id: EventID) {
    let place = pending.firstIndex { $0.time > time } ?? pending.count
    pending.insert(Pending(time: time, payload: payload, id: id), at: place)
  }

  mutating func cancel(_ id: EventID) -> Bool {
    guard let place = pending.firstIndex(where: { $0.id == id }) else { return false }
    pending.remove(at: place)
    return true
  }

  mutating func pop() -> Pending? { pending.isEmpty ? nil : pending.removeFirst() }
}
