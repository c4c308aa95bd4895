import KafkaModel
import Testing

@Suite struct PropertiesFileTests {
  private func read(_ text: String) -> [Setting] { PropertiesFile(Array(text.utf8)).settings }

  @Test func `Key and value part at the first equals sign, colon or space`() {
    #expect(
      read("a=1\nb: 2\nc 3\nd\t=\t4\n  e = f=g \nh\ni=")
        == [
          Setting("a", "1", line: 1), Setting("b", "2", line: 2), Setting("c", "3", line: 3),
          Setting("d", "4", line: 4), Setting("e", "f=g ", line: 5), Setting("h", "", line: 6),
          Setting("i", "", line: 7),
        ])
  }

  @Test func `Comments and blank lines say nothing, but a hash inside a value belongs to it`() {
    #expect(
      read("# one\n\n  ! two\\\na=b # c\r\nd=e\rf=g")
        == [
          Setting("a", "b # c", line: 4), Setting("d", "e", line: 5), Setting("f", "g", line: 6),
        ])
  }

  @Test func `A backslash at the end joins the next line without its leading space`() {
    #expect(
      read("fruits = apple, \\\n   pear, \\\n\t plum\nx=1\\\\\ny=2\\")
        == [
          Setting("fruits", "apple, pear, plum", line: 1), Setting("x", "1\\", line: 4),
          Setting("y", "2", line: 5),
        ])
  }

  @Test func `Escapes stand for characters, unknown ones for themselves`() {
    #expect(
      read(#"a\ b\:c\=d = \ttab\n\u00e9\uD83D\uDE00\z"#)
        == [Setting("a b:c=d", "\ttab\n\u{e9}\u{1F600}z", line: 1)])
  }

  @Test func `A malformed unicode escape and a repeated key are reported with their lines`() {
    let file = PropertiesFile(Array("a=\\u12\nb=1\nb=2".utf8))
    #expect(
      file.problems == [.malformedEscape(line: 1), .repeatedKey("b", line: 3, first: 2)])
    #expect(file.settings.last == Setting("b", "2", line: 3))
  }
}
