extension [SettingDefinition] {
  /// Where a key is defined. Looks at the keys alone: a loop over the definitions would copy each of them.
  func place(of key: String) -> Int? {
    for place in indices where self[place].key.isSpelt(as: key) { return place }
    return nil
  }
}
