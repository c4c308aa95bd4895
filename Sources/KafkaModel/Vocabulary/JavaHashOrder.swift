/// As much of `java.util.HashMap` as decides in which order its keys are walked.
///
/// Keys are numbers of the caller's. Buckets of eight and more keys, which Java turns into trees, keep the order of
/// insertion as well.
package struct JavaHashOrder {
  /// In the order of insertion, which is the order inside a bucket.
  private var entries: [(key: Int, spread: UInt32)] = []
  /// The length of Java's table, which never shrinks.
  private var length: UInt32 = 16

  package init() {}

  /// A table for so many keys, which Java makes as long as the next power of two.
  package init(capacity: Int) {
    length = 1
    while length < capacity { length *= 2 }
  }

  package var isEmpty: Bool { entries.isEmpty }

  /// The key that comes first.
  package var first: Int? {
    var best: (key: Int, bucket: UInt32)?
    for entry in entries {
      let bucket = entry.spread & (length - 1)
      if best.map({ bucket < $0.bucket }) ?? true { best = (entry.key, bucket) }
    }
    return best?.key
  }

  /// All keys in their order.
  package var keys: [Int] {
    let buckets = entries.map { $0.spread & (length - 1) }
    return entries.indices
      .sorted { (buckets[$0], $0) < (buckets[$1], $1) }
      .map { entries[$0].key }
  }

  /// Adds a key that is not there yet.
  package mutating func insert(_ key: Int, hash: Int32) {
    let bits = UInt32(bitPattern: hash)
    entries.append((key, bits ^ (bits >> 16)))
    if entries.count > Int(length) * 3 / 4 { length *= 2 }
  }

  package mutating func remove(_ key: Int) {
    entries.removeAll { $0.key == key }
  }
}
