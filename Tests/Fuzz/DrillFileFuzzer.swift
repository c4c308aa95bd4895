// Feeds any bytes to the reader and the drill language; whatever is accepted must print as itself.
// Not a part of the package. Build and run from the package's root (Linux, swiftc of swift.org):
//
//   mkdir -p .build/fuzz/corpus && cp Tests/ScenarioTests/*/*.json5 .build/fuzz/corpus
//   swift build -c release --target Scenario -Xswiftc -sanitize=fuzzer --scratch-path .build/fuzz/build
//   D=.build/fuzz/build/release
//   swiftc -O -parse-as-library -sanitize=fuzzer -package-name PACKAGE -I $D/Modules \
//     Tests/Fuzz/DrillFileFuzzer.swift $D/{Scenario,ClusterSimulation,KafkaModel,SimulationKernel}.build/*.o \
//     -o .build/fuzz/drills
//   .build/fuzz/drills -max_len=4096 -runs=3000000 -timeout=2 .build/fuzz/corpus
//
// PACKAGE is the name of the checkout's folder in lower case, with _ for what is no letter or digit.

import Scenario

/// Called by libFuzzer with one input after another.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  guard let root = try? Reader.read(bytes, file: "fuzz") else { return 0 }
  guard let again = try? Reader.read(root.text, file: "printed"), again == root else {
    fatalError("a tree does not print as itself")
  }
  guard let scenario = try? Scenario.read(root, file: "fuzz") else { return 0 }
  guard let printed = try? Scenario.read(Array(scenario.text.utf8), file: "printed"),
    printed == scenario
  else { fatalError("a scenario does not print as itself:\n" + scenario.text) }
  if scenario.variations.all.count <= 16 { _ = try? Scenario.drills(root, file: "fuzz") }
  return 0
}
