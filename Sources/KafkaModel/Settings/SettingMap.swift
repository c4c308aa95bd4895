/// Settings by their keys, each once, as a Java map of configuration has them; kept in the order of keys.
///
/// A setting keeps the line that its value came from, however it was renamed on the way.
package struct SettingMap: Hashable, Sendable {
  package private(set) var entries: [Setting] = []

  package init() {}

  /// The last of equal keys counts.
  package init(_ settings: [Setting]) {
    for setting in settings { put(setting) }
  }

  package subscript(key: String) -> String? { entry(key)?.value }

  /// The entry with its line.
  package func entry(_ key: String) -> Setting? {
    let place = place(of: key)
    return place < entries.count && entries[place].key == key ? entries[place] : nil
  }

  package mutating func put(_ setting: Setting) {
    let place = place(of: setting.key)
    if place < entries.count && entries[place].key == setting.key {
      entries[place] = setting
    } else {
      entries.insert(setting, at: place)
    }
  }

  package mutating func put(_ key: String, _ value: String) { put(Setting(key, value)) }

  package mutating func putIfAbsent(_ setting: Setting) {
    if entry(setting.key) == nil { put(setting) }
  }

  package mutating func putIfAbsent(_ key: String, _ value: String) {
    putIfAbsent(Setting(key, value))
  }

  package mutating func putAll(_ other: SettingMap) {
    for setting in other.entries { put(setting) }
  }

  package mutating func remove(_ key: String) { entries.removeAll { $0.key == key } }

  /// Keeps the keys for which the question is answered with yes.
  package mutating func retain(_ isKept: (String) -> Bool) {
    entries.removeAll { !isKept($0.key) }
  }

  /// What begins with the prefix and goes on after it, without the prefix
  /// (`AbstractConfig.originalsWithPrefix`).
  package func stripped(of prefix: String) -> SettingMap {
    var map = SettingMap()
    for setting in entries
    where setting.key.hasPrefix(prefix) && setting.key.utf8.count > prefix.utf8.count {
      var renamed = setting
      renamed.key = String(setting.key.dropFirst(prefix.count))
      map.put(renamed)
    }
    return map
  }

  /// What begins with the prefix, or is the prefix, under its own name.
  package func beginning(with prefix: String) -> SettingMap {
    var map = self
    map.retain { $0.hasPrefix(prefix) }
    return map
  }

  /// Every key behind a prefix.
  package func prefixed(_ prefix: String) -> SettingMap {
    var map = SettingMap()
    for setting in entries {
      var renamed = setting
      renamed.key = prefix + setting.key
      map.put(renamed)
    }
    return map
  }

  /// Whether both say the same, wherever it was written.
  package func saysSame(as other: SettingMap) -> Bool {
    entries.count == other.entries.count
      && zip(entries, other.entries).allSatisfy { $0.key == $1.key && $0.value == $1.value }
  }

  private func place(of key: String) -> Int {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
