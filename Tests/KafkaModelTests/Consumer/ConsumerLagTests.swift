import KafkaModel
import Testing

@Suite struct ConsumerLagTests {
  @Test func `records-lag is the high watermark of the fetch less the new position`() {
    var lab = ConsumerLab { $0.maxPollRecords = 2 }
    lab.append([5])
    lab.assignAll()
    #expect(lab.consumer.lag(of: ConsumerLab.partition(0)) == nil)
    _ = lab.records()
    #expect(lab.consumer.lag(of: ConsumerLab.partition(0)) == 3)
    #expect(lab.consumer.lead(of: ConsumerLab.partition(0)) == 2)
    #expect(lab.consumer.recordsLagMax(now: Milliseconds(lab.now)) == 3)
  }

  @Test func `A consumer that does not poll shows the lag of its last poll`() {
    var lab = ConsumerLab()
    lab.append([3])
    lab.assignAll()
    _ = lab.records()
    lab.append([100])
    lab.run(for: 20_000)
    #expect(lab.consumer.lag(of: ConsumerLab.partition(0)) == 0)
  }

  @Test func `records-lag-max forgets what was recorded more than two windows ago`() {
    var lab = ConsumerLab { $0.maxPollRecords = 1 }
    lab.append([4])
    lab.assignAll()
    _ = lab.records()
    let then = lab.now
    #expect(lab.consumer.recordsLagMax(now: Milliseconds(then + 59_999)) == 3)
    #expect(lab.consumer.recordsLagMax(now: Milliseconds(then + 60_000)) == nil)
  }
}
