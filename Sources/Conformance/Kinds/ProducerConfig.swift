import KafkaModel
import Scenario

/// Vectors of kind producer-config: effective settings of a producer or Kafka's refusal, per version.
enum ProducerConfig {
  static func check(_ recorded: Node) throws(VectorFault) -> CaseResult {
    try ConfigCase(recorded).check(Self.answers)
  }

  private static func answers(_ version: KafkaVersion, _ entries: [Setting]) -> StepAnswers {
    var answers = StepAnswers()
    do throws(SettingsError) {
      let settings = try ProducerSettings(version: version, entries)
      answers["acks"] = String(settings.acks.rawValue)
      answers["retries"] = String(settings.retries)
      answers["idempotent"] = String(settings.idempotent)
      answers["transactional"] = String(settings.transactionalID != nil)
      answers["max_in_flight"] = String(settings.client.maxInFlight)
      answers["one_in_flight_muting"] = String(settings.client.maxInFlight == 1)
      answers["linger_ms"] = String(settings.linger.raw)
      answers["batch_size"] = String(settings.batchSize)
      answers["delivery_timeout_ms"] = String(settings.deliveryTimeout.raw)
      answers["request_timeout_ms"] = String(settings.client.requestTimeout.raw)
      answers["max_block_ms"] = String(settings.maxBlock.raw)
      answers["max_request_size"] = String(settings.maxRequestSize)
      answers["buffer_memory"] = String(settings.bufferMemory)
      answers["compression_type"] = settings.compression.rawValue
      answers["partitioner"] = settings.partitioner.className ?? "null"
    } catch {
      answers["error"] = StepAnswers.list(
        error.chain.map { "{exception: \($0.exception), message: \($0.message)}" })
    }
    return answers
  }
}
