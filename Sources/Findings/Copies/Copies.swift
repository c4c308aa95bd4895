package import ClusterSimulation
import KafkaModel

/// Where each record of one producer stands in the surviving logs.
///
/// Verdicts count origins by the fate of their copies: a record without a copy that was acknowledged is a
/// lost-write, one with two is a duplicate, one that failed and has a copy failed falsely.
package struct Copies: Sendable {
  /// Copies in the surviving logs by record number.
  package private(set) var count: [Int32]
  /// Whether a record's first copy stands behind the first copy of a later record of the same partition.
  package private(set) var isBehind: [Bool]
  /// Records whose first copy stands behind the first copy of a later record of the same partition.
  package private(set) var outOfOrder = 0
  /// Places in the logs where a record stands directly behind a higher one of the same producer.
  package private(set) var orderBreaks = 0
  /// The same among first copies only.
  package private(set) var firstCopyOrderBreaks = 0
  /// Records in the surviving logs, each counted once.
  package private(set) var present = 0

  package init(of producer: Int, in record: RunRecord) {
    let ledger = record.producers[producer]
    count = [Int32](repeating: 0, count: ledger.ledger.count)
    isBehind = [Bool](repeating: false, count: ledger.ledger.count)
    for log in record.logs {
      var highest: Int32 = -1
      var previous: Int32 = -1
      var previousFirst: Int32 = -1
      for batch in log.batches where batch.content.producer == Int32(producer) {
        for number in ledger.contents[batch.content.index] {
          if number < previous { orderBreaks += 1 }
          previous = number
          count[Int(number)] += 1
          guard count[Int(number)] == 1 else { continue }
          present += 1
          if number < highest {
            outOfOrder += 1
            isBehind[Int(number)] = true
          }
          if number < previousFirst { firstCopyOrderBreaks += 1 }
          highest = max(highest, number)
          previousFirst = number
        }
      }
    }
  }
}
