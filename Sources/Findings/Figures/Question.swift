package import Scenario

/// A figure with whose it is, what narrows it, and when it is counted.
package struct Question: Hashable, Sendable {
  package var figure: Scenario.Figure
  package var subject: Scenario.Expectation.Subject
  package var filter = Scenario.Expectation.Filter()
  package var from: String?
  package var until: String?
  package var notBefore: TimeSpan?
  package var within: TimeSpan?
  package var over: TimeSpan?
  package var moment: Scenario.Expectation.Moment?

  package init(_ figure: Scenario.Figure, of subject: Scenario.Expectation.Subject) {
    self.figure = figure
    self.subject = subject
  }

  package init(_ expectation: Scenario.Expectation) {
    figure = expectation.figure
    subject = expectation.subject
    filter = expectation.filter
    from = expectation.from
    until = expectation.until
    notBefore = expectation.notBefore
    within = expectation.within
    over = expectation.over
    moment = expectation.moment
  }
}

extension Question: CustomStringConvertible {
  /// "gapEnds of shop from kill".
  package var description: String {
    var text = figure.rawValue
    switch subject {
    case .estate: break
    case .cluster(let name), .producer(let name), .group(let name), .mirror(let name):
      text += " of \(name)"
    case .topic(let name): text += " of \(name)"
    case .partition(let name): text += " of \(name)"
    case .node(let name): text += " of \(name)"
    case .hitBy(let step): text += " of hitBy(\(step))"
    case .member(let name): text += " of \(name)"
    case .connector(let name): text += " of \(name)"
    case .task(let name, let task): text += " of \(name)/\(task)"
    case .worker(let name): text += " of \(name)"
    }
    var narrowed: [String] = []
    if let producer = filter.producer { narrowed.append(producer) }
    if let partition = filter.partition { narrowed.append("\(partition)") }
    if let node = filter.node { narrowed.append("\(node)") }
    if let exception = filter.exception { narrowed.append(exception.rawValue) }
    if let topic = filter.topic { narrowed.append("\(topic)") }
    narrowed += filter.partitions.map { "\($0)" }
    if let group = filter.group { narrowed.append(group) }
    if let member = filter.member { narrowed.append("\(member)") }
    if let member = filter.notMember { narrowed.append("not \(member)") }
    if let member = filter.ownedBy { narrowed.append("what \(member) owned") }
    if let member = filter.notOwnedBy { narrowed.append("what \(member) did not own") }
    if let mirror = filter.mirror { narrowed.append(mirror) }
    if let worker = filter.worker { narrowed.append("\(worker)") }
    if let step = filter.struckBy { narrowed.append("what \(step) struck") }
    if let step = filter.notStruckBy { narrowed.append("what \(step) did not strike") }
    if !narrowed.isEmpty { text += " (" + narrowed.joined(separator: ", ") + ")" }
    if let from { text += " from \(from)" }
    if let until { text += " until \(until)" }
    if let notBefore { text += " after \(notBefore)" }
    if let within { text += " within \(within)" }
    if let over { text += " over \(over)" }
    switch moment {
    case nil: break
    case .at(let span): text += " at \(span)"
    case .after(let step, let plus):
      text += plus == .zero ? " at \(step)" : " at \(step) + \(plus)"
    }
    return text
  }
}
