/// How one of the calls of a task ended that copies nothing.
enum OwnRecordNotice: Hashable, Sendable {
  case started
  case startFailed(TaskException)
  case polled([OwnRecord])
  case pollFailed(TaskException)
  case stopped
}
