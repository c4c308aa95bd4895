/// So many per so long, exactly: "200/s", "30/min", "2.5/s".
package struct Rate: Hashable, Sendable {
  package var count: Int64
  package var per: TimeSpan

  package init(count: Int64, per: TimeSpan) {
    self.count = count
    self.per = per
  }
}
