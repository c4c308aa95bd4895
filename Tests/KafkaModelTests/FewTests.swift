import Testing

@testable import KafkaModel

struct FewTests {
  /// What an array would hold after the same steps.
  private func list(_ numbers: [Int]) -> Few<Int> {
    var list = Few<Int>()
    for number in numbers { list.append(number) }
    return list
  }

  @Test(arguments: [[], [1], [1, 2], [1, 2, 3, 4]])
  func `holds what was appended, in order`(numbers: [Int]) {
    let list = list(numbers)
    #expect(Array(list) == numbers)
    #expect(list.count == numbers.count)
    #expect(list.isEmpty == numbers.isEmpty)
    #expect(list.first == numbers.first)
    #expect(list.last == numbers.last)
  }

  @Test(arguments: 0..<4)
  func `removes and inserts at any place`(place: Int) {
    var (list, array) = (list([1, 2, 3, 4]), [1, 2, 3, 4])
    #expect(list.remove(at: place) == array.remove(at: place))
    #expect(Array(list) == array)
    list.insert(9, at: place)
    array.insert(9, at: place)
    #expect(Array(list) == array)
    list[place] = 7
    array[place] = 7
    #expect(Array(list) == array)
  }

  @Test func `is empty after its last element is gone, and takes another`() {
    var list = list([1])
    list.remove(at: 0)
    #expect(list.isEmpty)
    list.insert(2, at: 0)
    #expect(Array(list) == [2])
  }

  @Test func `drops what is over`() {
    var list = list([1, 2, 3, 4, 6])
    list.removeAll { $0 % 2 == 0 }
    #expect(Array(list) == [1, 3])
    list.removeAll()
    #expect(list.isEmpty)
  }
}
