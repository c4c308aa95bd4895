/// A list that mostly has one element or none: the first lies in place, where the storage of an array would have to be
/// fetched from far each time that it is looked at.
package struct OftenOne<Element: Sendable>: Sendable {
  private var head: Element?
  /// Nothing while there is no head.
  private var tail: [Element] = []

  package init() {}

  package mutating func append(_ element: consuming Element) {
    if head == nil { head = element } else { tail.append(element) }
  }

  package mutating func insert(_ element: consuming Element, at place: Int) {
    guard place == 0 else { return tail.insert(element, at: place - 1) }
    var element: Element? = element
    swap(&element, &head)
    if let element { tail.insert(element, at: 0) }
  }

  @discardableResult
  package mutating func remove(at place: Int) -> Element {
    guard place == 0 else { return tail.remove(at: place - 1) }
    guard let first = head.take() else { preconditionFailure("an empty list has no element") }
    if !tail.isEmpty { head = tail.removeFirst() }
    return first
  }

  package mutating func removeAll() {
    head = nil
    if !tail.isEmpty { tail.removeAll() }
  }

  package mutating func removeAll(where isOver: (Element) -> Bool) {
    for place in indices.reversed() where isOver(self[place]) { remove(at: place) }
  }
}

extension OftenOne: RandomAccessCollection, MutableCollection {
  package typealias Indices = Range<Int>

  package var startIndex: Int { 0 }

  package var endIndex: Int { head == nil ? 0 : 1 + tail.count }

  package var isEmpty: Bool { head == nil }

  package subscript(place: Int) -> Element {
    get {
      guard place == 0 else { return tail[place - 1] }
      guard let head else { preconditionFailure("an empty list has no first element") }
      return head
    }
    set {
      if place == 0 { head = newValue } else { tail[place - 1] = newValue }
    }
  }
}
