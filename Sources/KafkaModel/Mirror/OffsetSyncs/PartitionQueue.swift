/// Partitions in the order in which they came, each at most once; all operations take constant time.
///
/// The keys of a `java.util.LinkedHashMap`: one that comes again keeps its place until it is taken out.
struct PartitionQueue: Hashable, Sendable {
  private struct Link: Hashable, Sendable {
    var isIn = false
    var previous: Int32 = -1
    var next: Int32 = -1
  }

  /// By partition.
  private var links: [Link]
  private var head: Int32 = -1
  private var tail: Int32 = -1

  init(count: Int) { links = Array(repeating: Link(), count: count) }

  var first: Int32? { head < 0 ? nil : head }

  /// Adds the partition at the end; false if it is in the queue already.
  @discardableResult
  mutating func append(_ partition: Int32) -> Bool {
    let place = Int(partition)
    if links[place].isIn { return false }
    links[place] = Link(isIn: true, previous: tail)
    if tail < 0 { head = partition } else { links[Int(tail)].next = partition }
    tail = partition
    return true
  }

  mutating func remove(_ partition: Int32) {
    let link = links[Int(partition)]
    guard link.isIn else { return }
    if link.previous < 0 { head = link.next } else { links[Int(link.previous)].next = link.next }
    if link.next < 0 {
      tail = link.previous
    } else {
      links[Int(link.next)].previous = link.previous
    }
    links[Int(partition)] = Link()
  }
}
