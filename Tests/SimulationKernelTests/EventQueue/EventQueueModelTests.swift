import SimulationKernel
import Testing

@Suite("The event queue against a sorted list")
struct EventQueueModelTests {
  /// How far ahead a program pushes: the largest step as a number of bits.
  @Test(arguments: [UInt64(1), 2, 3, 4, 5], [0, 2, 8, 14, 31, 60])
  func `random programs pop, peek and cancel alike`(seed: UInt64, bits: Int) {
    var stream = RandomStream(seed: seed, name: "program", purpose: "bits \(bits)")
    var queue = EventQueue<Int>()
    var model = QueueModel()
    var known: [EventID] = []
    for step in 0..<4000 {
      // Filling, then draining, so that both ends of every size are met.
      let pushes: UInt64 = step / 500 % 2 == 0 ? 6 : 3
      let choice = stream.below(10)
      if choice < pushes {
        let width = stream.below(UInt64(bits) + 1)
        let limit = min(Int64.max - queue.now.nanoseconds, 1 << Int64(width))
        let time = queue.now.nanoseconds + Int64(stream.below(UInt64(limit) + 1))
        let id = queue.push(step, at: Instant(nanoseconds: time))
        model.push(step, at: time, id: id)
        known.append(id)
      } else if choice < 8 {
        let popped = queue.pop()
        let wanted = model.pop()
        #expect(popped?.at.nanoseconds == wanted?.time)
        #expect(popped?.payload == wanted?.payload)
      } else if !known.isEmpty {
        let id = known[Int(stream.below(UInt64(known.count)))]
        let queueIsPending = queue.isPending(id)
        #expect(queueIsPending == model.pending.contains { $0.id == id })
        let queueCancelled = queue.cancel(id)
        #expect(queueCancelled == model.cancel(id))
      }
      let queueCount = queue.count
      #expect(queueCount == model.pending.count)
      if step % 3 == 0 { #expect(queue.nextTime?.nanoseconds == model.pending.first?.time) }
    }
    while let wanted = model.pop() {
      let popped = queue.pop()
      #expect(popped?.at.nanoseconds == wanted.time)
      #expect(popped?.payload == wanted.payload)
    }
    let queuePopped = queue.pop()
    #expect(queuePopped == nil)
  }

  @Test(arguments: [Int64(0), 1, 7, 1 << 20, 1 << 44, Int64.max])
  func `any number of equal times pop in the order of pushing`(time: Int64) {
    var queue = EventQueue<Int>()
    for index in 0..<5000 { queue.push(index, at: Instant(nanoseconds: time)) }
    for index in 0..<5000 {
      let popped = queue.pop()
      #expect(popped?.payload == index)
      #expect(popped?.at.nanoseconds == time)
    }
  }

  @Test
  func `a burst before the next known time is sorted like any other`() {
    var queue = EventQueue<Int>()
    queue.push(-1, at: .zero)
    queue.push(-2, at: Instant(milliseconds: 1000))
    let queuePopped = queue.pop()
    #expect(queuePopped?.payload == -1)
    let queueNextTime = queue.nextTime
    #expect(queueNextTime == Instant(milliseconds: 1000))
    for index in 0..<20_000 { queue.push(index, at: Instant(nanoseconds: Int64(20_000 - index))) }
    for index in (0..<20_000).reversed() { #expect(queue.pop()?.payload == index) }
    let laterQueuePopped = queue.pop()
    #expect(laterQueuePopped?.payload == -2)
  }

  @Test
  func `every order of four pushes comes out sorted`() {
    for code in 0..<256 {
      let times = (0..<4).map { Int64(code >> (2 * $0) & 3) }
      var queue = EventQueue<Int>()
      for (index, time) in times.enumerated() {
        queue.push(index, at: Instant(nanoseconds: time << 30))
      }
      var order: [Int] = []
      while let next = queue.pop() { order.append(next.payload) }
      #expect(order == (0..<4).sorted { (times[$0], $0) < (times[$1], $1) })
    }
  }
}
