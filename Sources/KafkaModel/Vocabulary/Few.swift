/// A list that mostly has one element, which then lies in place: only more of them take storage of their own.
///
/// What requests and answers carry is of this kind: one partition, one batch; and what waits at a client, one request.
package enum Few<Element> {
  case none
  case one(Element)
  /// There have been two, and it has not been empty since.
  case many([Element])

  package init() { self = .none }

  /// More than one share the storage of the array.
  package init(_ elements: [Element]) {
    switch elements.count {
    case 0: self = .none
    case 1: self = .one(elements[0])
    case _: self = .many(elements)
    }
  }

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

  package mutating func insert(_ element: consuming Element, at place: Int) {
    switch consume self {
    case .none:
      precondition(place == 0, "an empty list has one place")
      self = .one(element)
    case .one(let first):
      self = .many(place == 0 ? [element, first] : [first, element])
    case .many(var elements):
      elements.insert(element, at: place)
      self = .many(elements)
    }
  }

  @discardableResult
  package mutating func remove(at place: Int) -> Element {
    switch consume self {
    case .one(let element) where place == 0:
      self = .none
      return element
    case .many(var elements):
      let element = elements.remove(at: place)
      self = elements.isEmpty ? .none : .many(elements)
      return element
    case .none, .one:
      preconditionFailure("no element at \(place)")
    }
  }

  package mutating func removeAll() {
    switch consume self {
    case .none, .one:
      self = .none
    case .many(var elements):
      elements.removeAll(keepingCapacity: true)
      self = .many(elements)
    }
  }

  /// Takes all elements out; they are moved, where an assignment would share them.
  @inline(__always)
  package mutating func takeAll() -> Self {
    var taken = Self.none
    swap(&taken, &self)
    return taken
  }

  package mutating func removeAll(where isOver: (Element) -> Bool) {
    switch consume self {
    case .none:
      self = .none
    case .one(let element):
      self = isOver(element) ? .none : .one(element)
    case .many(var elements):
      elements.removeAll(where: isOver)
      self = elements.isEmpty ? .none : .many(elements)
    }
  }
}

extension Few: RandomAccessCollection, MutableCollection {
  package typealias Indices = Range<Int>

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

extension Few: Equatable where Element: Equatable {
  package static func == (left: Few, right: Few) -> Bool { left.elementsEqual(right) }
}

extension Few: Hashable where Element: Hashable {
  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for element in self { hasher.combine(element) }
  }
}

extension Few: Sendable where Element: Sendable {}
