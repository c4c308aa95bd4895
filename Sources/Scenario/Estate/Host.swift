extension Scenario {
  /// A machine; one failure takes all that runs on it.
  package struct Host: Hashable, Sendable {
    package var name: String
    package var site: String?
    package var rack: String?
    package var machine = Machine()
    package var mark: Mark

    package init(name: String, mark: Mark) {
      self.name = name
      self.mark = mark
    }
  }

  /// How a host's hardware and system behave; nil means what the cluster says, then the model's own default.
  package struct Machine: Hashable, Sendable {
    /// How long one synced write takes (fsync of a checkpoint or of the metadata log).
    package var sync: TimeRange?
    /// How old a written byte is when the system writes it back (Linux: dirty_expire and the scan, 30 s .. 35 s).
    package var writeBack: TimeRange?
    /// How long the system takes to tear down a killed process and reset its sockets.
    package var teardown: TimeRange?
    /// How long what arrives waits for a processor before its process handles it.
    package var processing: TimeRange?
    /// Which of these waits are longer; goes with `processing`.
    package var processingPeak: ProcessorPeak?

    package init() {}
  }

  /// Waits for a processor that are not like most.
  package struct ProcessorPeak: Hashable, Sendable {
    package var wait: TimeRange
    package var share: Share
    /// How busy the calmest of all runs is; nil if all are alike.
    package var calmest: Share?

    package init(wait: TimeRange, share: Share) {
      self.wait = wait
      self.share = share
    }
  }
}
