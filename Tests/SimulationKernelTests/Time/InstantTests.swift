import SimulationKernel
import Testing

@Suite("Instants of virtual time")
struct InstantTests {
  @Test
  func `durations go in and come out as whole nanoseconds`() {
    #expect(Instant(.milliseconds(1500)).nanoseconds == 1_500_000_000)
    #expect(Instant(nanoseconds: 42).sinceStart == .nanoseconds(42))
    #expect(Instant.zero + .seconds(2) - .zero == .seconds(2))
    #expect(
      Instant(Duration(secondsComponent: 0, attosecondsComponent: 1_999_999_999)).nanoseconds == 1)
    #expect(Instant(Duration(secondsComponent: 0, attosecondsComponent: -1)).nanoseconds == -1)
  }

  @Test
  func `milliseconds are rounded down on both sides of the start`() {
    #expect(Instant(nanoseconds: 1_999_999).milliseconds == 1)
    #expect(Instant(nanoseconds: -1).milliseconds == -1)
    #expect(Instant(milliseconds: 7).nanoseconds == 7_000_000)
  }

  @Test
  func `additions stop at the distant future`() {
    #expect(Instant.distantFuture + .nanoseconds(1) == .distantFuture)
    #expect(Instant(.seconds(Int64.max)) == .distantFuture)
    #expect(Instant(milliseconds: Int64.max) == .distantFuture)
    #expect(Instant(nanoseconds: 5).advanced(byNanoseconds: Int64.max) == .distantFuture)
    #expect(Instant.zero < Instant.distantFuture)
  }

  @Test
  func `an instant too far before the start stops the run`() async {
    await #expect(processExitsWith: .failure) {
      _ = Instant(nanoseconds: Int64.min).advanced(byNanoseconds: -1)
    }
  }

  @Test
  func `it reads as seconds with nine decimals`() {
    #expect(Instant(nanoseconds: 12_345_678_901).description == "12.345678901s")
    #expect(Instant(nanoseconds: -5).description == "-0.000000005s")
  }
}
