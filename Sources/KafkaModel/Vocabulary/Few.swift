/// A list that mostly has one element, which then lies in place: only more of them take storage of their own.
///
/// What requests and answers carry is of this kind: one partition, one batch.
package enum Few<Element> {
  case none
  case one(Element)
  /// Two or more.
  case many([Element])

  package init(_ elements: some Sequence<Element>) {
    self = .none
    for element in elements { append(element) }
  }

  package mutating func append(_ element: consuming Element) {
    switch consume self {
    case .none:
      self = .one(element)
    case .one(let first):
      self = .many([first, element])
    case .many(var elements):
      elements.append(element)
      self = .many(elements)
    }
  }
}

extension Few: RandomAccessCollection, MutableCollection {
  package var startIndex: Int { 0 }

  package var endIndex: Int {
    switch self {
    case .none: 0
    case .one: 1
    case .many(let elements): elements.count
    }
  }

  package subscript(index: Int) -> Element {
    get {
      switch self {
      case .one(let element) where index == 0: return element
      case .many(let elements): return elements[index]
      case .none, .one: preconditionFailure("no element at \(index)")
      }
    }
    set {
      switch consume self {
      case .one where index == 0:
        self = .one(newValue)
      case .many(var elements):
        elements[index] = newValue
        self = .many(elements)
      case .none, .one:
        preconditionFailure("no element at \(index)")
      }
    }
  }
}

extension Few: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Element...) { self.init(elements) }
}

extension Few: Equatable where Element: Equatable {}
extension Few: Hashable where Element: Hashable {}
extension Few: Sendable where Element: Sendable {}
