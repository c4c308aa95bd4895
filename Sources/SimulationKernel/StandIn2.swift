public struct EventID: Hashable, Sendable { public var raw: Int }
public struct EventQueue<Payload: Sendable>: ~Copyable, Sendable {
  var heap: [(Int64, Int, Payload)] = []
  var sequence = 0
  public init() {}
  public var count: Int { heap.count }
  public var nextTime: Instant? { heap.first.map { Instant(nanoseconds: $0.0) } }
  public mutating func push(_ payload: Payload, at: Instant) -> EventID {
    sequence += 1
    var i = heap.count
    heap.append((at.nanoseconds, sequence, payload))
    while i > 0, (heap[i].0, heap[i].1) < (heap[(i - 1) / 2].0, heap[(i - 1) / 2].1) {
      heap.swapAt(i, (i - 1) / 2); i = (i - 1) / 2
    }
    return EventID(raw: sequence)
  }
  public mutating func cancel(_ id: EventID) -> Bool {
    guard let i = heap.firstIndex(where: { $0.1 == id.raw }) else { return false }
    heap.remove(at: i)
    heap.sort { ($0.0, $0.1) < ($1.0, $1.1) }
    return true
  }
  public mutating func pop() -> (at: Instant, payload: Payload)? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if !heap.isEmpty {
      heap[0] = last
      var i = 0
      while true {
        var s = i
        for c in [2 * i + 1, 2 * i + 2] where c < heap.count && (heap[c].0, heap[c].1) < (heap[s].0, heap[s].1) { s = c }
        if s == i { break }
        heap.swapAt(i, s); i = s
      }
    }
    return (Instant(nanoseconds: first.0), first.2)
  }
  public func copy() -> EventQueue { var c = EventQueue(); c.heap = heap; c.sequence = sequence; return c }
}
public struct Fingerprint: Hashable, Sendable {
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325
  public init() {}
  public mutating func fold(_ x: UInt64) { value = (value ^ x) &* 0x9e37_79b9_7f4a_7c15; value ^= value >> 29 }
}
public struct Zipf: Sendable { public init(count: Int, exponentThousandths: Int) {}; public func sample(using draws: inout RandomStream) -> Int { 0 } }
