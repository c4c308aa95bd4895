// swift-tools-version: 6.2
import PackageDescription

// A package of somebody else's that tests with Firedrill: it sees only what is public.
let package = Package(
  name: "ImportedPackage",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "Firedrill", path: "../..")],
  targets: [
    .executableTarget(
      name: "Rehearsal", dependencies: [.product(name: "Firedrill", package: "Firedrill")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .testTarget(
      name: "ImportedPackageTests",
      dependencies: [.product(name: "Firedrill", package: "Firedrill")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ]
)
