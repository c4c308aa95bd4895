/// What a client's owner writes on a request: it comes back with the request's completion, so that the owner keeps no list
/// of what is on its way.
package struct RequestLabel: Hashable, Sendable {
  package var ticket: RequestTicket
  package var purpose: RequestPurpose
}
