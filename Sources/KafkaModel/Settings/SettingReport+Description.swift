extension SettingReport: CustomStringConvertible {
  /// One sentence without its full stop.
  package var description: String {
    let subject = setting.key + place
    switch verdict {
    case .honoured:
      return "\(subject) is honoured" + (note.map { ", but \($0)" } ?? "")
    case .withoutEffect(let reason):
      return "\(subject) is without effect here: \(reason.sentence)"
    case .notModelled(let reason):
      return "\(subject) cannot be set to '\(setting.value)' here: \(reason.sentence)"
    case .notInVersion:
      return "\(subject) is no setting of this version; Kafka ignores it with a warning"
    case .unknown(nearest: nil):
      return "\(subject) is no setting of any modelled version; Kafka ignores it with a warning"
    case .unknown(nearest: let nearest?):
      return "\(subject) is no setting of any modelled version; did you mean \(nearest)?"
    case .unread(let instead):
      return "\(subject) reaches nobody: \(instead)"
    case .repeated(let line):
      return "\(subject) counts for nothing: line \(line) of the same file sets it again"
    }
  }

  /// Where the key stands, if that is a file.
  private var place: String {
    guard let line = setting.line else { return "" }
    return setting.file.map { " (\($0):\(line))" } ?? " (line \(line))"
  }
}
