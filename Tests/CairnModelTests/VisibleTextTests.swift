import CairnModel
import Testing

struct VisibleTextTests {
    @Test("a text of one line stays one, and nothing in it acts on a terminal")
    func line() {
        #expect(VisibleText.line("Night display") == "Night display")
        #expect(VisibleText.line("Zoë’s 展示 👩‍👩‍👧") == "Zoë’s 展示 👩‍👩‍👧")
        #expect(VisibleText.line("two\r\nlines\tand\u{2028}a tab") == "two lines and a tab")
        #expect(VisibleText.line("a\u{1B}[2J\u{7}\u{9B}b") == "a\u{FFFD}[2J\u{FFFD}\u{FFFD}b")
        #expect(VisibleText.line("a\u{202E}gpj.exe") == "a\u{FFFD}gpj.exe")
    }

    @Test("a text of several lines keeps them")
    func lines() {
        #expect(VisibleText.lines("one\ntwo\r\n\tthree\u{1B}c") == "one\ntwo\n three\u{FFFD}c")
    }
}
