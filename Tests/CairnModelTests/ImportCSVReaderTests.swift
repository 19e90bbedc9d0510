import CairnModel
import Foundation
import TestSupport
import Testing

@Suite("Reading CSV")
struct ImportCSVReaderTests {
    private func read(_ text: String) throws -> CSVReader { try CSVReader(Array(text.utf8)) }

    private func cells(_ text: String) throws -> [[String]] { try read(text).lines.map(\.cells) }

    @Test(
        "the samples of csv-spectrum read as their JSON says",
        .enabled(
            if: ProjectFolder.realData("csv-spectrum") != nil, "shared/data/csv-spectrum is absent")
    )
    func spectrum() throws {
        let folder = try #require(ProjectFolder.realData("csv-spectrum"))
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".csv") }
        #expect(files.count == 12)
        for file in files {
            let csv = folder.appending(path: file)
            let json = csv.deletingPathExtension().appendingPathExtension("json")
            let sheet = try CSVReader(Array(Data(contentsOf: csv)))
            let content = try JSON(reading: Array(Data(contentsOf: json)))
            // One of the samples has its only row without the brackets of an array.
            let expected = content.object == nil ? content : .array([content])
            let rows = sheet.lines.map { line in
                JSON.object(zip(sheet.header, line.cells).map { ($0, .string($1)) })
            }
            #expect(JSON.array(rows) == expected, "\(file)")
            #expect(sheet.lines.allSatisfy { $0.fault == nil })
        }
    }

    @Test(
        "comma, semicolon and tab are told by the header, outside quotes",
        arguments: [
            "a,b\n1,2", "a;b\n1;2", "a\tb\n1\t2", "\"a\",b\n1,2", "\u{FEFF}a;b\r\n1;2\r\n",
            "sep=;\na;b\n1;2", "a,b\r1,2\r", "\n\na,b\n\n1,2\n\n",
        ])
    func separators(text: String) throws {
        let sheet = try read(text)
        #expect(sheet.header == ["a", "b"])
        #expect(sheet.lines.map(\.cells) == [["1", "2"]])
    }

    @Test("a separator in quotes does not count")
    func quotedSeparator() throws {
        let sheet = try read("\"Name; first, last\";City\n\"Ruiz, Ana\";Bern")
        #expect(sheet.header == ["Name; first, last", "City"])
        #expect(sheet.lines[0].cells == ["Ruiz, Ana", "Bern"])
    }

    @Test("each row knows the line that it begins on, whatever the line ends")
    func lineNumbers() throws {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b", "1,\"x", "y\"", "", "2,z"].joined(separator: end)
            let sheet = try read(text)
            #expect(sheet.lines.map(\.line) == [2, 5])
            #expect(sheet.lines[0].cells == ["1", "x\(end)y"])
        }
    }

    @Test("doubled quotes are one, spaces around quotes fall away, a quote within is a sign")
    func quotes() throws {
        #expect(
            try cells("a,b\n\"say \"\"hi\"\"\", \"x\" \n5\" nail,y")
                == [["say \"hi\"", "x"], ["5\" nail", "y"]])
        #expect(try cells("a,b\n\"\",\n") == [["", ""]])
    }

    @Test("a short row is filled up and said, a long one with more in it is at fault")
    func widths() throws {
        let sheet = try read("a,b,c\n1\n1,2,3,,\n1,2,3,4\n5,6,7")
        #expect(sheet.lines.map(\.cells).first == ["1", "", ""])
        #expect(sheet.notes.contains { $0.contains("line 2 has fewer cells") })
        #expect(sheet.lines.map { $0.fault?.code } == [nil, nil, "too_many_cells", nil])
        #expect(sheet.lines[2].fault?.value == "4")
    }

    @Test("an unclosed quote is named by its line, and the rows behind it are read")
    func unclosed() throws {
        let sheet = try read("a,b\n1,2\n3,\"x\n5,6\n7,8\n")
        #expect(sheet.lines.map(\.line) == [2, 3, 4, 5])
        #expect(sheet.lines[1].fault?.code == "unterminated_quote")
        #expect(sheet.lines[1].fault?.reason.contains("line 3") == true)
        #expect(sheet.lines[2].cells == ["5", "6"])
        #expect(sheet.lines[3].cells == ["7", "8"])
        let stray = try read("a,b\n\"x,1\n2,3\n\"y\",4\n")
        #expect(stray.lines.map { $0.fault == nil } == [false, true, true])
        #expect(stray.lines[2].cells == ["y", "4"])
    }

    @Test("a row over several lines whose last quote is open is named by the quote's line")
    func unclosedLater() throws {
        let sheet = try read("a,b\n\"x\ny\",\"z\n5,6\n")
        #expect(sheet.lines[0].line == 2)
        #expect(sheet.lines[0].fault?.reason.contains("line 3") == true)
        #expect(sheet.lines.last?.cells == ["5", "6"])
    }

    @Test("what is not UTF-8 is read as Windows-1252, and that is said")
    func windows1252() throws {
        let bytes = Array("n\nM".utf8) + [0xFC] + Array("ller ".utf8) + [0x80] + Array("\n".utf8)
        let sheet = try CSVReader(bytes)
        #expect(sheet.lines[0].cells == ["Müller €"])
        #expect(sheet.notes.contains { $0.contains("Windows-1252") })
    }

    @Test("UTF-16 with its mark is read")
    func utf16() throws {
        let units = Array("a\tb\nü\t2".utf16)
        let bytes: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(try CSVReader(bytes).lines.map(\.cells) == [["ü", "2"]])
    }

    @Test("what is no CSV at all is refused with the next step")
    func noFile() {
        for bytes in [[], Array("\n\n".utf8), [0x50, 0x4B, 0x03, 0x04, 0], [0x61, 0, 0x62]] {
            #expect(throws: ImportFault.self) { try CSVReader(bytes) }
        }
        #expect(throws: ImportFault.self) { try CSVReader(Array("a,\"b\n1,2".utf8)) }
    }

    @Test("columns without a name are called by their place")
    func namelessColumns() throws {
        #expect(try read("a,,c\n1,2,3").header == ["a", "column 2", "c"])
    }

    @Test("no bytes make the reader trap, and no row is lost", arguments: 1...200)
    func anyBytes(seed: UInt64) throws {
        let pieces: [[UInt8]] = [
            [0x22], [0x22, 0x22], [0x2C], [0x0A], [0x0D], [0x0D, 0x0A], [0x20], [0x61], [0xFC],
            [0xC3, 0xA9], [0x3B],
        ]
        var state = seed
        var bytes: [UInt8] = Array("a,b\n".utf8)
        for _ in 0..<60 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes += pieces[Int(state >> 33) % pieces.count]
        }
        let sheet = try CSVReader(bytes)
        #expect(sheet.lines.allSatisfy { $0.cells.count == 2 })
        #expect(zip(sheet.lines, sheet.lines.dropFirst()).allSatisfy { $0.line < $1.line })
    }
}
