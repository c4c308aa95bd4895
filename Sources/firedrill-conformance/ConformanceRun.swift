import Conformance
import Findings
import Scenario

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Goes through all files of the command line.
struct ConformanceRun {
  var options: ConformanceOptions

  func perform() async -> ExitCode {
    var unreadable = false
    var differs = false
    for path in options.paths {
      let files = VectorFiles(path)
      for problem in files.problems {
        complain(problem)
        unreadable = true
      }
      for file in files.paths {
        do throws(VectorFileError) {
          if !(try await holds(file)) { differs = true }
        } catch {
          complain("\(error)")
          unreadable = true
        }
      }
    }
    if unreadable { return .unreadable }
    return differs ? .difference : .agreement
  }

  private func holds(_ file: String) async throws(VectorFileError) -> Bool {
    let bytes = try VectorFiles.read(file)
    if let experiments = try FileReport.experiments(bytes, file: file) {
      let report = try await recorded(experiments, file: file)
      let text = options.asTable ? report.table : options.asJSON ? report.report.json : report.text
      print(text, terminator: "")
      return report.holds
    }
    let report = try FileReport(bytes, file: file)
    print(options.asJSON ? report.json : report.text, terminator: "")
    return report.differ == 0
  }

  /// Runs every drill over the seeds on all cores; what comes out does not depend on their order.
  private func recorded(
    _ tables: [Node], file: String
  ) async throws(VectorFileError) -> RecordedReport {
    let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "./"
    let root = options.root.map { $0 + "/" } ?? folder + "../../"
    var experiments: [RecordedExperiment] = []
    for table in tables {
      let drill = try RecordedExperiment.drill(of: table)
      experiments.append(
        try RecordedExperiment(table, drill: try VectorFiles.read(root + drill)))
    }
    let seeds = Array(options.seeds)
    let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    var report = RecordedReport(
      file: file, seeds: "seeds \(options.seeds.lowerBound)..\(options.seeds.upperBound)")
    for experiment in experiments {
      var values = [[FigureValue]](repeating: [], count: seeds.count)
      await withTaskGroup(of: (Int, [FigureValue]).self) { group in
        var next = 0
        while next < min(cores, seeds.count) {
          let index = next
          group.addTask { (index, experiment.values(seed: seeds[index])) }
          next += 1
        }
        while let (done, answers) = await group.next() {
          values[done] = answers
          guard next < seeds.count else { continue }
          let index = next
          group.addTask { (index, experiment.values(seed: seeds[index])) }
          next += 1
        }
      }
      report.add(experiment, values: values)
    }
    return report
  }
}
