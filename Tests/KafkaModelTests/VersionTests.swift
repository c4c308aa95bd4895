import KafkaModel
import Testing

@Suite struct VersionTests {
  @Test(arguments: [
    ("3.9", KafkaVersion(3, 9, 1)), ("3.9.1", KafkaVersion(3, 9, 1)),
    ("4.1", KafkaVersion(4, 1, 1)), ("2.8", KafkaVersion(2, 8, 2)),
  ])
  func `Two numbers mean the modelled patch release`(text: String, version: KafkaVersion) throws {
    #expect(try KafkaVersion(modelled: text, for: .client) == version)
  }

  @Test(arguments: ["3.9.0", "3", "", "3.", "3.9.", "4.0", "latest"])
  func `A version that is not modelled is refused with those that are`(text: String) {
    #expect(throws: VersionError.self) { try KafkaVersion(modelled: text, for: .client) }
  }

  @Test func `2.8 brokers are not modelled`() {
    do throws(VersionError) {
      _ = try KafkaVersion(modelled: "2.8", for: .broker)
      Issue.record("2.8 was taken")
    } catch {
      #expect(
        error.description
          == "Kafka 2.8 is not modelled for brokers and controllers; modelled versions are 3.9.1, 4.1.1"
      )
    }
  }

  @Test func `A flag is found by its name and overridden`() throws {
    guard case .client(let flag) = try #require(BehaviourFlag(name: "KIP-794", part: .client))
    else {
      Issue.record("KIP-794 is a client's flag")
      return
    }
    var behaviour = ProducerBehaviour(KafkaVersion(3, 9, 1))
    #expect(behaviour[flag])
    behaviour[flag] = false
    #expect(!behaviour.builtInPartitioner)
  }

  @Test(arguments: [VersionedPart.worker, .mirror])
  func `Workers and mirrors of each version have clients that are modelled`(part: VersionedPart) {
    for version in part.versions {
      #expect(VersionedPart.client.versions.contains(version.client))
      #expect(VersionedPart.consumer.versions.contains(version.client))
    }
    #expect(KafkaVersion(2, 8, 2).client == KafkaVersion(2, 8, 2))
    #expect(KafkaVersion(3, 5, 1).client == KafkaVersion(3, 9, 1))
    #expect(KafkaVersion(4, 1, 1).client == KafkaVersion(4, 1, 1))
  }

  @Test func `A consumer without a version has the rules of 3.9.1`() {
    #expect(ConsumerBehaviour(KafkaVersion(3, 9, 1)) == ConsumerBehaviour())
    let old = ConsumerBehaviour(KafkaVersion(2, 8, 2))
    let on = ConsumerFlag.allCases.filter { old[$0] }
    #expect(on == [.resetsClaimOnGenerationLoss, .judgesClaimsByGeneration])
  }

  @Test func `Each flag reads and writes its own field, and names are unique in a part`() {
    for flag in ProducerFlag.allCases {
      var behaviour = ProducerBehaviour(KafkaVersion(3, 9, 1))
      let before = behaviour
      behaviour[flag].toggle()
      #expect(ProducerFlag.allCases.filter { behaviour[$0] != before[$0] } == [flag])
    }
    for flag in ConsumerFlag.allCases {
      var behaviour = ConsumerBehaviour(KafkaVersion(3, 9, 1))
      let before = behaviour
      behaviour[flag].toggle()
      #expect(ConsumerFlag.allCases.filter { behaviour[$0] != before[$0] } == [flag])
    }
    for flag in BrokerFlag.allCases {
      var behaviour = BrokerBehaviour(KafkaVersion(3, 9, 1))
      let before = behaviour
      behaviour[flag].toggle()
      #expect(BrokerFlag.allCases.filter { behaviour[$0] != before[$0] } == [flag])
    }
    for flag in ConnectFlag.allCases {
      var behaviour = ConnectBehaviour(KafkaVersion(3, 9, 1))
      let before = behaviour
      behaviour[flag].toggle()
      #expect(ConnectFlag.allCases.filter { behaviour[$0] != before[$0] } == [flag])
    }
    for flag in MirrorFlag.allCases {
      var behaviour = MirrorBehaviour(KafkaVersion(3, 9, 1))
      let before = behaviour
      behaviour[flag].toggle()
      #expect(MirrorFlag.allCases.filter { behaviour[$0] != before[$0] } == [flag])
    }
    for part in VersionedPart.allCases {
      let names = BehaviourFlag.all.filter { $0.part == part }.map(\.name)
      #expect(Set(names).count == names.count)
    }
  }
}
