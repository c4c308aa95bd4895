package import KafkaModel

extension Scenario {
  /// A consumer group, or readers without one, with what holds for all of its members.
  package struct Group: Hashable, Sendable {
    package var name: String
    package var reads: Reads
    package var members: [Member] = []
    package var clientVersion: KafkaVersion?
    /// The host of members that name none; nil means a host of its own for each.
    package var host: String?
    /// Where members stand that name neither host nor site; nil is the site of the cluster they read from.
    package var site: String?
    /// When members start that say nothing themselves.
    package var start = MemberStart.trigger(.at(.zero))
    /// Every member's `group.instance.id` is its name.
    package var isStatic = false
    package var application = Application()
    package var behaviour: [BehaviourFlag] = []
    package var config: [Setting] = []
    /// The name of a consumer.properties file that is read before `config`.
    package var properties: String?
    package var mark: Mark

    package init(name: String, reads: Reads, mark: Mark) {
      self.name = name
      self.reads = reads
      self.mark = mark
    }

    /// One process with one consumer; nil and empty mean what the group says.
    package struct Member: Hashable, Sendable {
      package var name: String
      /// Its host's name; the group's or `group/member` if the file names none.
      package var host: String
      /// The site of a host that the file does not declare.
      package var site: String?
      package var reads: Reads?
      package var clientVersion: KafkaVersion?
      package var start: MemberStart?
      package var application = Application()
      package var behaviour: [BehaviourFlag] = []
      package var config: [Setting] = []
      package var properties: String?
      package var mark: Mark

      package init(name: String, host: String, mark: Mark) {
        self.name = name
        self.host = host
        self.mark = mark
      }
    }
  }

  /// What consumers read.
  package enum Reads: Hashable, Sendable {
    /// `subscribe(topics)`, all of one cluster.
    case topics([TopicName])
    /// `subscribe(pattern)`: the topics of the cluster whose whole names match.
    case pattern(cluster: String, TopicPattern)
    /// `assign(partitions)`, without a group.
    case assigned([PartitionName], from: Beginning?)

    package var cluster: String {
      switch self {
      case .topics(let topics): topics[0].cluster
      case .pattern(let cluster, _): cluster
      case .assigned(let partitions, _): partitions[0].topic.cluster
      }
    }
  }

  /// Where a reader without a group begins.
  package enum Beginning: Hashable, Sendable {
    case earliest
    case latest
    case offset(Int64)
    /// The first record that is no older than this time since the start of the run.
    case time(TimeSpan)
  }

  /// When a member's process starts.
  package enum MemberStart: Hashable, Sendable {
    case trigger(Trigger)
    /// Only by a step (`addMember`, `start`).
    case byStep
  }

  /// A member of a group, written "billing/a".
  package struct MemberName: Hashable, Sendable {
    package var group: String
    package var member: String

    package init(group: String, member: String) {
      self.group = group
      self.member = member
    }
  }
}
