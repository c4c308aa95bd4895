extension Consumer {
  package var isStableMember: Bool { true }
}
