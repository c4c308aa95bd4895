extension Scenario {
  /// One process of Connect or of a dedicated MirrorMaker.
  package struct Worker: Hashable, Sendable {
    package var name: String
    /// Its host's name; `owner/name` if the file names none.
    package var host: String
    /// The site of a host that the file does not declare.
    package var site: String?
    package var mark: Mark

    package init(name: String, host: String, site: String?, mark: Mark) {
      self.name = name
      self.host = host
      self.site = site
      self.mark = mark
    }
  }
}
