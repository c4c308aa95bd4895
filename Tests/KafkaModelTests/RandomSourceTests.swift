import KafkaModel
import SimulationKernel
import Testing

@Suite struct RandomSourceTests {
  @Test func `A jitter drawn in vain moves the source as one that is used does`() {
    let stream = RandomStream(seed: 7, name: "client", purpose: "metadata jitter")
    for source in [RandomSource.stream(stream), .recorded([1, 2, 3], next: 0), .still] {
      var (used, skipped) = (source, source)
      _ = used.jittered(Milliseconds(100))
      skipped.skipJitter(times: 1)
      let (next, after) = (used.nextInt32(), skipped.nextInt32())
      #expect(next == after)
    }
  }
}
