// swift-tools-version: 6.2
import PackageDescription

// Every target: Swift 6 mode, warnings as errors, no unsafe compiler flags, no third-party packages.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// A short drill takes less time than finding Swift's libraries does, so the released command brings them along and stands
// where it was linked: else 45,000 pointers in its tables would be written at every start. The benches measure it so: calls
// of the runtime go straight. Commands alone: the package manager refuses libraries with flags of their own.
let quickStart: [LinkerSetting] = [
  .unsafeFlags(
    ["-static-stdlib", "-Xclang-linker", "-no-pie"],
    .when(platforms: [.linux], configuration: .release))
]

let package = Package(
  name: "Firedrill",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Firedrill", targets: ["Firedrill"]),
    .library(name: "SimulationKernel", targets: ["SimulationKernel"]),
    .executable(name: "firedrill", targets: ["firedrill-command"]),
    .executable(name: "firedrill-bench", targets: ["firedrill-bench"]),
    .executable(name: "firedrill-conformance", targets: ["firedrill-conformance"]),
  ],
  targets: [
    // Virtual time, the event queue, random streams, the fingerprint. Knows no Kafka; imports nothing.
    .target(name: "SimulationKernel", swiftSettings: strict),
    // The machines and their vocabulary: what a broker, a controller, a producer and a network do.
    .target(name: "KafkaModel", dependencies: ["SimulationKernel"], swiftSettings: strict),
    // The shell: one event loop over all machines, faults, workloads, the ledger and the journal.
    .target(
      name: "ClusterSimulation", dependencies: ["KafkaModel", "SimulationKernel"],
      swiftSettings: strict,
      // Square roots of debug builds are libm's; tests bring it along, a program that imports nothing else does not.
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    // Drill files: the reader, the drill language, and its compilation into a plan.
    .target(
      name: "Scenario", dependencies: ["ClusterSimulation", "KafkaModel", "SimulationKernel"],
      swiftSettings: strict),
    // Judges apart from actors: verdicts, anomalies with causes, availability, reports, comparisons.
    .target(
      name: "Findings",
      dependencies: ["Scenario", "ClusterSimulation", "KafkaModel", "SimulationKernel"],
      swiftSettings: strict),
    // The umbrella that test authors import.
    .target(
      name: "Firedrill",
      dependencies: [
        "Findings", "Scenario", "ClusterSimulation", "KafkaModel", "SimulationKernel",
      ], swiftSettings: strict),
    // Holds the machines of KafkaModel against recorded answers of real Kafka.
    .target(
      name: "Conformance",
      dependencies: [
        "Findings", "Scenario", "ClusterSimulation", "KafkaModel", "SimulationKernel",
      ],
      swiftSettings: strict),
    // The command. Files, arguments and exit codes live only in the executables.
    // Its folder is not called "firedrill": on disks that fold case that would be the library's.
    .executableTarget(
      name: "firedrill-command",
      dependencies: ["Firedrill", "Findings", "Scenario", "ClusterSimulation", "KafkaModel"],
      swiftSettings: strict, linkerSettings: quickStart),
    .executableTarget(
      name: "firedrill-bench",
      dependencies: [
        "Firedrill", "Findings", "Scenario", "ClusterSimulation", "KafkaModel", "SimulationKernel",
      ], swiftSettings: strict, linkerSettings: quickStart),
    .executableTarget(
      name: "firedrill-conformance",
      dependencies: ["Conformance", "Findings", "Scenario"],
      swiftSettings: strict),
    // Tests mirror Sources.
    .testTarget(
      name: "SimulationKernelTests", dependencies: ["SimulationKernel"],
      swiftSettings: strict),
    .testTarget(
      name: "KafkaModelTests", dependencies: ["KafkaModel", "SimulationKernel"],
      swiftSettings: strict),
    .testTarget(
      name: "ClusterSimulationTests",
      dependencies: ["ClusterSimulation", "KafkaModel", "Scenario", "SimulationKernel"],
      swiftSettings: strict),
    .testTarget(
      name: "ScenarioTests", dependencies: ["Scenario", "ClusterSimulation", "KafkaModel"],
      exclude: ["Broken", "Drills"],
      swiftSettings: strict),
    .testTarget(
      name: "FindingsTests",
      dependencies: [
        "Findings", "Scenario", "ClusterSimulation", "KafkaModel", "SimulationKernel",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "FiredrillTests", dependencies: ["Firedrill", "Findings", "Scenario"],
      swiftSettings: strict),
    .testTarget(
      name: "ConformanceTests",
      dependencies: ["Conformance", "Findings", "Scenario", "KafkaModel"],
      swiftSettings: strict),
  ]
)
