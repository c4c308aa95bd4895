/// What passes through many hands and is changed by none: one word, read where it lies.
///
/// The payload of an indirect case is kept likewise, but copied as soon as a pattern names it.
package final class Shared<Content: Sendable>: Sendable {
  package let content: Content

  package init(_ content: consuming Content) { self.content = content }
}

extension Shared: Equatable where Content: Equatable {
  package static func == (left: Shared, right: Shared) -> Bool { left.content == right.content }
}

extension Shared: Hashable where Content: Hashable {
  package func hash(into hasher: inout Hasher) { hasher.combine(content) }
}
