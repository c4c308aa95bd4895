import SimulationKernel
import Testing

@Suite("Payloads that hold memory")
struct PayloadLifetimeTests {
  /// Counts itself in and out.
  final class Token {
    private let counter: Counter
    init(_ counter: Counter) {
      self.counter = counter
      counter.alive += 1
    }
    deinit { counter.alive -= 1 }
  }

  final class Counter { var alive = 0 }

  @Test
  func `popped, cancelled and abandoned payloads are all given back, once`() {
    let counter = Counter()
    do {
      var queue = EventQueue<Token>()
      var ids: [EventID] = []
      for index in 0..<1000 {
        ids.append(queue.push(Token(counter), at: Instant(nanoseconds: Int64(index * 37 % 1000))))
      }
      #expect(counter.alive == 1000)
      for _ in 0..<300 { _ = queue.pop() }
      #expect(counter.alive == 700)
      for id in ids { queue.cancel(id) }
      #expect(counter.alive == 0)
      for index in 0..<200 { queue.push(Token(counter), at: queue.now + .nanoseconds(index)) }
      #expect(counter.alive == 200)
    }
    #expect(counter.alive == 0)
  }

  @Test
  func `a fork shares payloads and gives its own share back`() {
    let counter = Counter()
    var kept = EventQueue<Token>()
    kept.push(Token(counter), at: .zero)
    do {
      let fork = kept.copy()
      let forkCount = fork.count
      #expect(forkCount == 1)
    }
    #expect(counter.alive == 1)
    _ = kept.pop()
    #expect(counter.alive == 0)
  }

  /// A payload with more alignment than the slab's own numbers.
  enum Mixed: Equatable {
    case nothing
    case wide(SIMD4<Double>)
    case text(String)
  }

  @Test
  func `payloads of odd sizes and large alignment keep their values`() {
    var bytes = EventQueue<(UInt8, UInt8, UInt8)>()
    var mixed = EventQueue<Mixed>()
    var empty = EventQueue<Void>()
    for index in 0..<300 {
      let time = Instant(nanoseconds: Int64(index))
      bytes.push((UInt8(index & 255), 1, 2), at: time)
      mixed.push(
        index % 2 == 0 ? .wide(.init(repeating: Double(index))) : .text("\(index)"), at: time)
      empty.push((), at: time)
    }
    for index in 0..<300 {
      let bytesPopped = bytes.pop()
      #expect(bytesPopped?.payload.0 == UInt8(index & 255))
      let wanted: Mixed =
        index % 2 == 0 ? .wide(.init(repeating: Double(index))) : .text("\(index)")
      let mixedPopped = mixed.pop()
      #expect(mixedPopped?.payload == wanted)
      let emptyPopped = empty.pop()
      #expect(emptyPopped != nil)
    }
  }
}
