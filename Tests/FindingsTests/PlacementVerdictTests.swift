import Findings
import Testing

struct PlacementVerdictTests {
  @Test(arguments: [
    ([0, 3, 0], "Here it is true that a remote producer loses what a remote consumer does not."),
    ([0, 0, 0], "Here a remote producer loses no more than a remote consumer."),
    ([1, 0, 2], "Here mirrors lose wherever they run."),
    ([1, 0, 0], "Here it is the remote consumer that loses."),
  ])
  func `of placements alone`(lost: [Int], told: String) {
    let names = ["placement=P1", "placement=P2", "mirrors.east.placement=P3"]
    #expect(PlacementVerdict(names: names, lost: lost).text == told)
  }

  @Test func `of placements under several conditions, each with what it brings`() {
    let names = [
      "placement=P1, steps.cut.for=5s", "placement=P1, steps.cut.for=60s",
      "placement=P3-dedicated, steps.cut.for=5s", "placement=P3, steps.cut.for=5s",
      "placement=P3, steps.cut.for=60s",
    ]
    #expect(
      PlacementVerdict(names: names, lost: [0, 0, 0, 0, 4]).text
        == "With steps.cut.for=5s: a remote producer loses no more than a remote consumer. "
        + "With steps.cut.for=60s: it is true that a remote producer loses what a remote consumer "
        + "does not.")
  }

  @Test func `is silent without both sides`() {
    #expect(PlacementVerdict(names: ["placement=P1", "acks=1"], lost: [0, 1]).text == nil)
    #expect(PlacementVerdict(names: ["placement=P1", "placement=P4"], lost: [0, 1]).text == nil)
  }
}
