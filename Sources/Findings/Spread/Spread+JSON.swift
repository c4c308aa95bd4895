import Scenario

extension Spread {
  /// Writes the spread as one JSON object; figures in the unit beside them.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("file", file)
      writer.key("variation", variation)
      writer.key("holds", holds)
      writer.key("firstFailingSeed")
      if let seed = firstFailure { writer.unsigned(seed) } else { writer.null() }
      writer.key("fingerprint", Report.hexadecimal(fingerprint))
      writer.key("expectations")
      writer.list(Array(rows.enumerated())) { writer, numbered in
        let row = numbered.element
        writer.object { writer in
          writer.key("name", row.title)
          writer.key("figure", expectations[numbered.offset].figure.rawValue)
          writer.key("unit", expectations[numbered.offset].figure.unit.name)
          writer.key("wanted")
          expectations[numbered.offset].bound.write(to: &writer)
          writer.key("min")
          (row.range?.least ?? .none(.neverHappened)).write(to: &writer)
          writer.key("median")
          (row.range?.median ?? .none(.neverHappened)).write(to: &writer)
          writer.key("max")
          (row.range?.most ?? .none(.neverHappened)).write(to: &writer)
          writer.key("undefined", Int64(row.undefined))
          writer.key("failures", Int64(row.failures))
        }
      }
      writer.key("seeds")
      writer.list(results) { writer, result in
        writer.object { writer in
          writer.key("seed")
          writer.unsigned(result.seed)
          writer.key("fingerprint", Report.hexadecimal(result.fingerprint))
          writer.key("holds", result.allHold)
          writer.key("values")
          writer.list(result.values) { $1.write(to: &$0) }
          writer.key("anomalies")
          writer.object { writer in
            for (name, count) in result.named where count > 0 {
              writer.key(name, Int64(count))
            }
          }
        }
      }
    }
  }
}
