extension FileReport {
  /// A line of counts, and below it the first differences.
  package var text: String {
    var text = "\(file): \(kind), \(agree) of \(cases) agree"
    if differ > 0 { text += ", \(differ) differ" }
    if notModelled > 0 { text += ", \(notModelled) not modelled" }
    text += "\n"
    for difference in firstDifferences {
      text += "  \(difference.name)\n"
      text += "    wanted \(difference.wanted)\n"
      text += "    got    \(difference.got)\n"
    }
    return text
  }

  /// One JSON object on one line.
  package var json: String {
    let differences = firstDifferences.map { difference in
      "{\"case\": \(Self.quoted(difference.name)), \"wanted\": \(Self.quoted(difference.wanted)), "
        + "\"got\": \(Self.quoted(difference.got))}"
    }
    return "{\"file\": \(Self.quoted(file)), \"kind\": \(Self.quoted(kind)), \"cases\": \(cases), "
      + "\"agree\": \(agree), \"differ\": \(differ), \"not_modelled\": \(notModelled), "
      + "\"first_differences\": [\(differences.joined(separator: ", "))]}\n"
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }
}
