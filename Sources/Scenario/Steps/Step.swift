extension Scenario {
  /// Something that is done to the estate, once.
  package struct Step: Hashable, Sendable {
    /// Unique; unnamed ones are "step N". Repetitions are written out as "name #1", "name #2".
    package var name: String
    package var trigger: Trigger
    package var action: Action
    /// The fault is undone so long after it began (`for`).
    package var undoneAfter: TimeSpan?
    package var mark: Mark

    package init(name: String, trigger: Trigger, action: Action, undoneAfter: TimeSpan?, mark: Mark)
    {
      self.name = name
      self.trigger = trigger
      self.action = action
      self.undoneAfter = undoneAfter
      self.mark = mark
    }
  }

  /// When a step fires or a producer starts.
  package enum Trigger: Hashable, Sendable {
    /// At a time since the start of the run, drawn once if it is a range.
    case at(TimeRange)
    /// `plus` after a step has fired and is done (a restart is done when the process runs again).
    case after(step: String, plus: TimeRange)
    /// `plus` after the predicate holds for the first time since `after` fired (since the start of the run if nil);
    /// `orAfter` that moment in any case.
    case when(Predicate, after: String?, plus: TimeRange, orAfter: TimeSpan?)
  }
}
