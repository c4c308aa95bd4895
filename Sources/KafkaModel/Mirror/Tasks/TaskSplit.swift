/// How a connector deals its work to tasks.
package enum TaskSplit {
  /// One by one in turn, as the source connector deals partitions: a new partition moves most of those behind it
  /// to another task.
  ///
  /// - Parameter maximum: `tasks.max`, at least 1; there are no more tasks than elements.
  ///
  /// Source: `MirrorSourceConnector.taskConfigs`.
  package static func inTurn<Element>(_ elements: [Element], maximum: Int) -> [[Element]] {
    var tasks = Array(repeating: [Element](), count: min(maximum, elements.count))
    for (index, element) in elements.enumerated() { tasks[index % tasks.count].append(element) }
    return tasks
  }

  /// In stretches, the first of which are longer by one, as the checkpoint connector deals groups.
  ///
  /// - Parameter count: how many stretches, at least 1; some are empty if there are fewer elements.
  ///
  /// Source: `ConnectorUtils.groupPartitions`.
  package static func inStretches<Element>(_ elements: [Element], count: Int) -> [[Element]] {
    let length = elements.count / count
    let longer = elements.count % count
    var stretches: [[Element]] = []
    var next = 0
    for index in 0..<count {
      let end = next + length + (index < longer ? 1 : 0)
      stretches.append(Array(elements[next..<end]))
      next = end
    }
    return stretches
  }

  /// The order in which a source connector finds topics, which decides how their partitions are dealt: first the
  /// set of the topics it selects, then the map of their descriptions.
  ///
  /// - Returns: places in `names`.
  ///
  /// Source: `MirrorSourceConnector.findSourceTopicPartitions`, `DescribeTopicsResult.all`.
  package static func found(_ names: [String]) -> [Int] {
    var selected = JavaHashOrder()
    for (index, name) in names.enumerated() { selected.insert(index, hash: name.javaHash) }
    var described = JavaHashOrder(capacity: names.count)
    for index in selected.keys { described.insert(index, hash: names[index].javaHash) }
    return described.keys
  }
}
