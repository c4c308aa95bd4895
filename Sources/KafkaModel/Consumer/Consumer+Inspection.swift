extension Consumer {
  package var isStableMember: Bool { true }
  package var memberID: MemberID { .unknown }
}
