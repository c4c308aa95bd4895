/// The part of the queue that lies ahead: entries in buckets by the highest digit of their time in
/// which it differs from ``base``, and by that digit (a radix heap with 64 buckets per digit).
///
/// Times are read as eleven digits of six bits. An entry whose time first differs from the base in digit
/// `level` lies in bucket `digit` of that level; so all entries of a level come before those of the next,
/// and within a level the order is that of the digits. Moving the base to the start of the first bucket
/// leaves every other entry where it is: only that bucket is spread over the levels below. Equal times
/// always share a bucket, and buckets keep the order of arrival, so equal times never overtake each other.
///
/// A bucket is a chain of chunks from one pool: memory follows what is pending, not what a bucket once held.
@frozen
@usableFromInline
struct EntryBuckets: ~Copyable {
  /// A chain of chunks, all full but the last.
  @frozen
  @usableFromInline
  struct Bucket: BitwiseCopyable {
    @usableFromInline var head: UInt32
    @usableFromInline var tail: UInt32
    @usableFromInline var count: Int

    @inlinable
    init() {
      head = 0
      tail = 0
      count = 0
    }
  }

  /// No entry lies before this time (ns), and none is later than what its place says relative to it.
  @usableFromInline var base: Int64
  /// Bit `level` is set when that level has an entry.
  @usableFromInline var levels: UInt64
  /// For each level, bit `digit` is set when that bucket has an entry.
  @usableFromInline var occupied: UnsafeMutablePointer<UInt64>
  @usableFromInline var buckets: UnsafeMutablePointer<Bucket>
  @usableFromInline var entries: UnsafeMutablePointer<QueueEntry>
  /// The next chunk of a chain, or of the list of free chunks.
  @usableFromInline var links: UnsafeMutablePointer<UInt32>
  @usableFromInline var firstFree: UInt32
  /// Chunks below this index have been used at least once.
  @usableFromInline var used: Int
  @usableFromInline var capacity: Int

  @inlinable
  static var levelCount: Int { 11 }

  @inlinable
  static var chunkSize: Int { 32 }

  @inlinable
  static var none: UInt32 { UInt32.max }

  @inlinable
  init(chunks: Int) {
    base = 0
    levels = 0
    occupied = .allocate(capacity: Self.levelCount)
    occupied.initialize(repeating: 0, count: Self.levelCount)
    buckets = .allocate(capacity: Self.levelCount * 64)
    buckets.initialize(repeating: Bucket(), count: Self.levelCount * 64)
    entries = .allocate(capacity: chunks * Self.chunkSize)
    links = .allocate(capacity: chunks)
    firstFree = Self.none
    used = 0
    capacity = chunks
  }

  @inlinable
  deinit {
    occupied.deallocate()
    buckets.deallocate()
    entries.deallocate()
    links.deallocate()
  }

  @inlinable
  var allocatedBytes: Int {
    Self.levelCount * (64 * MemoryLayout<Bucket>.stride + MemoryLayout<UInt64>.stride)
      + capacity * (Self.chunkSize * MemoryLayout<QueueEntry>.stride + MemoryLayout<UInt32>.stride)
  }

  /// Adds an entry whose time is not before the base. Amortised O(1).
  @inlinable
  mutating func insert(_ entry: QueueEntry) {
    let difference = UInt64(bitPattern: entry.time ^ base)
    let level = (63 &- (difference | 1).leadingZeroBitCount) / 6
    let digit = Int(truncatingIfNeeded: entry.time &>> Int64(level &* 6)) & 63
    let index = level &* 64 &+ digit
    let count = buckets[index].count
    let place = count & (Self.chunkSize &- 1)
    if place == 0 {
      let chunk = takeChunk()
      if count == 0 {
        buckets[index].head = chunk
        occupied[level] |= 1 &<< UInt64(truncatingIfNeeded: digit)
        levels |= 1 &<< UInt64(truncatingIfNeeded: level)
      } else {
        links[Int(buckets[index].tail)] = chunk
      }
      buckets[index].tail = chunk
    }
    entries[Int(buckets[index].tail) &* Self.chunkSize &+ place] = entry
    buckets[index].count = count &+ 1
  }

  /// Takes all of a bucket out; the caller reads its chunks and frees each.
  @inlinable
  mutating func detach(level: Int, digit: Int) -> Bucket {
    let index = level * 64 + digit
    let bucket = buckets[index]
    buckets[index] = Bucket()
    occupied[level] &= ~(1 &<< UInt64(truncatingIfNeeded: digit))
    if occupied[level] == 0 { levels &= ~(1 &<< UInt64(truncatingIfNeeded: level)) }
    return bucket
  }

  /// The first time (ns) that belongs to a bucket.
  @inlinable
  func start(level: Int, digit: Int) -> Int64 {
    let shift = level * 6
    return (base >> (shift + 6)) << (shift + 6) | Int64(digit) << shift
  }

  @inlinable
  mutating func takeChunk() -> UInt32 {
    if firstFree != Self.none {
      let chunk = firstFree
      firstFree = links[Int(chunk)]
      return chunk
    }
    if used == capacity { grow() }
    used &+= 1
    return UInt32(truncatingIfNeeded: used &- 1)
  }

  /// Gives a chunk back and returns the one that followed it (meaningless after the last of a chain).
  @inlinable
  mutating func freeChunk(_ chunk: UInt32) -> UInt32 {
    let next = links[Int(chunk)]
    links[Int(chunk)] = firstFree
    firstFree = chunk
    return next
  }

  @usableFromInline
  @inline(never)
  mutating func grow() {
    let larger = capacity * 2
    precondition(larger < Int(UInt32.max), "a queue cannot hold that many events")
    resize(to: larger)
  }

  private mutating func resize(to chunks: Int) {
    let moved = UnsafeMutablePointer<QueueEntry>.allocate(capacity: chunks * Self.chunkSize)
    moved.initialize(from: entries, count: used * Self.chunkSize)
    entries.deallocate()
    entries = moved
    let relinked = UnsafeMutablePointer<UInt32>.allocate(capacity: chunks)
    relinked.initialize(from: links, count: used)
    links.deallocate()
    links = relinked
    capacity = chunks
  }

  /// The same entries in the same order. O(chunks).
  @usableFromInline
  func copy() -> EntryBuckets {
    var copy = EntryBuckets(chunks: capacity)
    copy.base = base
    copy.levels = levels
    copy.occupied.update(from: occupied, count: Self.levelCount)
    copy.buckets.update(from: buckets, count: Self.levelCount * 64)
    copy.entries.initialize(from: entries, count: used * Self.chunkSize)
    copy.links.initialize(from: links, count: used)
    copy.firstFree = firstFree
    copy.used = used
    return copy
  }
}
