#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

// Only the hand-over: globals of a main.swift belong to the main actor, so the work lives elsewhere.
exit(await BenchCommand.run(Array(CommandLine.arguments.dropFirst())))
