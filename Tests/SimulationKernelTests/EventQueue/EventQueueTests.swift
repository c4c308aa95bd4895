import SimulationKernel
import Testing

@Suite("The event queue")
struct EventQueueTests {
  @Test
  func `a cancelled number never names the event that took its place`() {
    var queue = EventQueue<String>()
    let first = queue.push("first", at: Instant(milliseconds: 5))
    let cancelled = queue.cancel(first)
    #expect(cancelled)
    let second = queue.push("second", at: Instant(milliseconds: 5))
    #expect(first != second)
    let again = queue.cancel(first)
    #expect(!again)
    let queuePopped = queue.pop()
    #expect(queuePopped?.payload == "second")
    let late = queue.cancel(second)
    #expect(!late)
  }

  @Test
  func `a refused pop leaves room for an earlier push`() {
    var queue = EventQueue<Int>()
    for index in 0..<100 { queue.push(index, at: Instant(milliseconds: 1000 + Int64(index))) }
    let refused = queue.pop(through: Instant(milliseconds: 999))
    #expect(refused == nil)
    let queueNow = queue.now
    #expect(queueNow == .zero)
    queue.push(-1, at: Instant(nanoseconds: 1))
    let queuePopped = queue.pop(through: Instant(milliseconds: 999))
    #expect(queuePopped?.payload == -1)
    let laterQueuePopped = queue.pop(through: Instant(milliseconds: 1000))
    #expect(laterQueuePopped?.payload == 0)
  }

  @Test
  func `the next time skips cancelled events wherever they wait`() {
    var queue = EventQueue<Int>()
    var ids: [EventID] = []
    for index in 0..<1000 {
      ids.append(queue.push(index, at: Instant(milliseconds: 1 + Int64(index))))
    }
    let queuePopped = queue.pop()
    #expect(queuePopped?.payload == 0)
    for id in ids[1..<900] { queue.cancel(id) }
    let queueNextTime = queue.nextTime
    #expect(queueNextTime == Instant(milliseconds: 901))
    let queueCount = queue.count
    #expect(queueCount == 100)
    let laterQueuePopped = queue.pop()
    #expect(laterQueuePopped?.payload == 900)
  }

  @Test
  func `a fork goes its own way and knows the same numbers`() {
    var queue = EventQueue<[Int]>()
    var ids: [EventID] = []
    for index in 0..<500 {
      ids.append(queue.push([index], at: Instant(nanoseconds: Int64(index * 7919 % 500))))
    }
    for _ in 0..<100 { _ = queue.pop() }
    var fork = queue.copy()
    let forkCount = fork.count
    let queueCount = queue.count
    #expect(forkCount == queueCount)
    let forkNow = fork.now
    let queueNow = queue.now
    #expect(forkNow == queueNow)
    let pending = ids.filter { queue.isPending($0) }
    fork.cancel(pending[0])
    let queueIsPending = queue.isPending(pending[0])
    #expect(queueIsPending)
    queue.push([-1], at: queue.now)
    var left = 0
    while fork.pop() != nil { left += 1 }
    #expect(left == 399)
    let laterQueueCount = queue.count
    #expect(laterQueueCount == 401)
  }

  @Test
  func `a fork pops what its original pops`() {
    var stream = RandomStream(seed: 9, name: "fork", purpose: "times")
    var queue = EventQueue<Int>()
    for index in 0..<3000 {
      queue.push(index, at: Instant(nanoseconds: stream.exponential(mean: 1_000_000)))
    }
    for _ in 0..<1234 { _ = queue.pop() }
    var fork = queue.copy()
    while let popped = queue.pop() {
      let other = fork.pop()
      #expect(other?.at == popped.at)
      #expect(other?.payload == popped.payload)
    }
    let forkIsEmpty = fork.isEmpty
    #expect(forkIsEmpty)
  }

  @Test
  func `a cancelled time-out per event does not make the queue grow`() {
    var queue = EventQueue<Int>()
    var timeout = queue.push(0, at: Instant(milliseconds: 30_000))
    var early = 0
    for step in 1...200_000 {
      queue.cancel(timeout)
      queue.push(step, at: queue.now.advanced(byNanoseconds: 1000))
      _ = queue.pop()
      timeout = queue.push(step, at: queue.now + .seconds(30))
      if step == 10_000 { early = queue.allocatedBytes }
    }
    let queueCount = queue.count
    #expect(queueCount == 1)
    let queueBytes = queue.allocatedBytes
    #expect(queueBytes == early)
  }

  @Test
  func `a pending event needs less than 64 bytes besides a large payload`() {
    var queue = EventQueue<UInt32>()
    var stream = RandomStream(seed: 3, name: "memory", purpose: "times")
    for index in 0..<100_000 {
      queue.push(UInt32(index), at: Instant(nanoseconds: stream.exponential(mean: 1_000_000_000)))
    }
    let queueBytes = queue.allocatedBytes
    #expect(queueBytes < 64 * 100_000)
  }

  @Test
  func `pushing before the present stops the run`() async {
    await #expect(processExitsWith: .failure) {
      var queue = EventQueue<Int>()
      queue.push(1, at: Instant(nanoseconds: 10))
      _ = queue.pop()
      queue.push(2, at: Instant(nanoseconds: 9))
    }
  }
}
