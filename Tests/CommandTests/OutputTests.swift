import Testing

@testable import cairn

@Suite("Tables and widths")
struct OutputTests {
    @Test(
        "counts the columns that a terminal gives a text",
        arguments: [
            ("abc", 3), ("Zoe\u{308}", 3), ("展示", 4), ("👩‍👩‍👧", 2), ("🇺🇸", 2), ("❤️", 2), ("", 0),
            ("한글", 4), ("a\u{200B}b", 2), ("ｗｉｄｅ", 8),
        ])
    func width(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test("cuts a text to columns without cutting a character in two")
    func cut() {
        #expect(DisplayWidth.cut("Night display", to: 6) == "Night…")
        #expect(DisplayWidth.cut("展示展示", to: 6) == "展示…")
        #expect(DisplayWidth.cut("Night", to: 5) == "Night")
    }

    private var table: Table {
        var table = Table("ref", "title", "where")
        table.add("7f3a", "Night display with a very long title", "Art room")
        table.add("91be", "展示", "")
        return table
    }

    @Test("aligns columns and cuts the widest to the terminal's width")
    func aligned() {
        let stream = OutputStream(descriptor: -1)
        #expect(
            table.aligned(width: 40, stream) == [
                "ref   title                     where",
                "7f3a  Night display with a ve…  Art room",
                "91be  展示",
            ])
        #expect(table.aligned(width: 100, stream)[1].hasSuffix("long title  Art room"))
    }

    @Test("in a pipe nothing is cut, and no cell can break a line")
    func tabSeparated() {
        var table = table
        table.add("5d20", "two\nlines\tand a tab", "")
        #expect(
            table.tabSeparated == [
                "7f3a\tNight display with a very long title\tArt room", "91be\t展示\t",
                "5d20\ttwo lines and a tab\t",
            ])
    }

    @Test("nothing reaches a terminal that acts on it but this program's own styles")
    func terminal() {
        let own = TerminalText.own("\u{1B}[31m") + "error:" + TerminalText.plain
        #expect(
            TerminalText.safe(own + TerminalText.lineStart + "plain\n")
                == "\u{1B}[31merror:\u{1B}[0m\r\u{1B}[Kplain\n")
        #expect(
            TerminalText.safe("bo\u{1B}[31mgus\u{1B}[0m\r\u{1B}[K")
                == "bo\u{FFFD}[31mgus\u{FFFD}[0m\u{FFFD}\u{FFFD}[K")
        #expect(
            TerminalText.safe("a\u{1B}[2Jb\u{7}c\u{1B}]0;title\u{7}\rd\u{9B}8m")
                == "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}]0;title\u{FFFD}\u{FFFD}d\u{FFFD}8m")
    }

    @Test("no cell carries what would act on a terminal")
    func cells() {
        var table = Table("title")
        table.add("Night\u{1B}[2J\u{7}")
        #expect(table.tabSeparated == ["Night\u{FFFD}[2J\u{FFFD}"])
    }
}
