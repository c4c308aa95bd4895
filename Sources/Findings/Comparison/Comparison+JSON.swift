import Scenario

extension Comparison {
  /// Writes everything as one object; figures in the unit beside them, null where there is none.
  package func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("files")
      writer.list(files) { $0.string($1) }
      writer.key("holds", holds)
      writer.key("variants")
      writer.list(variants) { writer, variant in
        writer.object { writer in
          writer.key("name", variant.name)
          writer.key("figures")
          writer.object { writer in
            for (row, figure) in figures.enumerated() {
              writer.key(figure.name)
              Self.write(variant.values[row], in: figure.unit, to: &writer)
            }
          }
          writer.key("longestSilences")
          writer.list(variant.spread.results) { writer, result in
            writer.list(result.longestSilence) { $0.string($1) }
          }
          writer.key("silenceRemarks")
          writer.list(variant.spread.results) { writer, result in
            if let remark = result.silenceRemark { writer.string(remark) } else { writer.null() }
          }
          writer.key("drill")
          variant.spread.write(to: &writer)
        }
      }
      writer.key("comparisons")
      writer.list(Array(differences.indices)) { write(pair: $1, to: &$0) }
    }
  }

  private static func write(
    _ values: [FigureValue], in unit: Scenario.Figure.Unit, to writer: inout JSONWriter
  ) {
    let known = values.filter { $0.rank != nil }.sorted { ($0.rank ?? 0) < ($1.rank ?? 0) }
    let undefined = FigureValue.none(.nothingToMeasure)
    writer.object { writer in
      writer.key("unit", unit.name)
      writer.key("min")
      (known.first ?? undefined).write(to: &writer)
      writer.key("median")
      (known.isEmpty ? undefined : known[(known.count - 1) / 2]).write(to: &writer)
      writer.key("max")
      (known.last ?? undefined).write(to: &writer)
      writer.key("notOver", Int64(values.count { $0 == .none(.notOver) }))
      writer.key("undefined", Int64(values.count - known.count))
      writer.key("bySeed")
      writer.list(values) { $1.write(to: &$0) }
    }
  }

  private func write(pair index: Int, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("variant", variants[index + 1].name)
      writer.key("against", variants[0].name)
      writer.key("figures")
      writer.list(differences[index].compactMap { $0 }) { writer, one in
        writer.object { writer in
          writer.key("figure", one.figure.name)
          writer.key("unit", one.figure.unit.name)
          writer.key("verdict", one.verdict.rawValue)
          writer.key("pairs", Int64(one.pairs))
          writer.key("lower", Int64(one.lower))
          writer.key("higher", Int64(one.higher))
          writer.key("medianDifference")
          Self.write(one.median, of: one.figure, to: &writer)
          writer.key("interval")
          if let interval = one.interval {
            writer.list([interval.lowerBound, interval.upperBound]) {
              Self.write($1, of: one.figure, to: &$0)
            }
          } else {
            writer.null()
          }
        }
      }
      writer.key("firstDifference")
      if divergences.indices.contains(index) {
        write(divergences[index], to: &writer)
      } else {
        writer.null()
      }
    }
  }

  private static func write(
    _ span: PairedDifference.Span, of figure: ComparedFigure, to writer: inout JSONWriter
  ) {
    switch span {
    case .by(let size): figure.difference(of: size).write(to: &writer)
    case .endedOnlyHere: writer.string("ends only here")
    case .endedOnlyThere: writer.string("never ends here")
    }
  }

  private func write(_ divergence: Divergence, to writer: inout JSONWriter) {
    func write(_ key: String, _ pair: Divergence.Pair, to writer: inout JSONWriter) {
      writer.key(key)
      writer.list([pair.first, pair.second]) { writer, text in
        if let text { writer.string(text) } else { writer.null() }
      }
    }
    writer.object { writer in
      writer.key("seed")
      writer.unsigned(divergence.seed)
      writer.key("eventsInCommon")
      if let common = divergence.eventsInCommon {
        writer.integer(Int64(common))
      } else {
        writer.null()
      }
      write("events", divergence.firstEvents, to: &writer)
      write("journal", divergence.firstEntries, to: &writer)
    }
  }
}
