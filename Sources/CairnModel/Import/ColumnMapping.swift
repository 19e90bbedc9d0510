/// Which column of a sheet goes to which field: by `--map` where it says so, else by its name.
struct ColumnMapping {
    struct Column {
        let index: Int
        var target: ImportTarget
        let isByMap: Bool
        /// Whether the column is called `identifier`, as in an export.
        let isExportColumn: Bool

        init(_ index: Int, _ target: ImportTarget, in header: [String], isByMap: Bool) {
            (self.index, self.target, self.isByMap) = (index, target, isByMap)
            isExportColumn = header[index] == "identifier"
        }
    }

    let header: [String]
    /// In the order of the sheet.
    let columns: [Column]

    /// In the order in which a row's cells are read: a whole field before its members.
    var reading: [Column] {
        func isPart(_ column: Column) -> Bool {
            if case .field(let name) = column.target { name.contains(".") } else { false }
        }
        return columns.filter { !isPart($0) } + columns.filter(isPart)
    }

    /// Names of columns that go nowhere, in the order of the sheet.
    var leftOut: [String] {
        let used = Set(columns.map(\.index))
        return header.indices.filter { !used.contains($0) }.map { header[$0] }
    }

    /// - Parameter maps: target and column; an empty column leaves the target out.
    init(
        _ sheet: CSVReader, kind: KindSpec, maps: [(target: String, column: String)]
    ) throws(ImportFault) {
        header = sheet.header
        var mapped: [Column] = []
        var silenced: Set<ImportTarget> = []
        for map in maps {
            let target = try Self.target(map.target, kind: kind)
            if map.column.trimmedOfSpace.isEmpty {
                silenced.insert(target)
                continue
            }
            let index = try Self.index(map.column, in: header)
            guard target.takesSeveral || !mapped.contains(where: { $0.target == target }) else {
                throw ImportFault(
                    reason: "two columns are mapped to \(map.target)",
                    hint: "give \(map.target) one column")
            }
            mapped.append(Column(index, target, in: header, isByMap: true))
        }
        let taken = Set(mapped.map(\.index))
        var guessed: [Column] = []
        for index in header.indices where !taken.contains(index) {
            guard let target = ColumnNames.target(of: header[index], kind: kind),
                !silenced.contains(target), !mapped.contains(where: { $0.target == target }),
                target.takesSeveral || !guessed.contains(where: { $0.target == target }),
                !target.isReference(kind) || Self.hasIDs(sheet, index)
            else { continue }
            guessed.append(Column(index, target, in: header, isByMap: false))
        }
        columns = (mapped + Self.settled(guessed, beside: mapped)).sorted { $0.index < $1.index }
    }

    /// Whether a column holds ids of records and nothing else.
    private static func hasIDs(_ sheet: CSVReader, _ index: Int) -> Bool {
        sheet.lines.lazy.flatMap { $0.cells[index].split { ";, ".contains($0) } }
            .allSatisfy { TextShape.isReference(String($0)) }
    }

    /// A column "Name" beside one for the given name holds the family name ("Name, Vorname"),
    /// beside one for the family name the given name, and beside both nothing more.
    private static func settled(_ guessed: [Column], beside mapped: [Column]) -> [Column] {
        let targets = Set((guessed + mapped).map(\.target))
        let (given, family) = (
            targets.contains(.field("given_name")), targets.contains(.field("family_name"))
        )
        return guessed.compactMap { column in
            guard column.target == .fullName, given || family else { return column }
            if given, family { return nil }
            var named = column
            named.target = .field(given ? "family_name" : "given_name")
            return named
        }
    }

    private static func target(
        _ text: String, kind: KindSpec
    ) throws(ImportFault) -> ImportTarget {
        if let target = ImportTarget(text, kind: kind)
            ?? ColumnNames.target(of: text, kind: kind)
        {
            return target
        }
        let names = ImportTarget.names(of: kind)
        let near = Spelling.near(text, among: names)
        throw ImportFault(
            reason: "--map \(text)=...: \(Words.one(kind.name)) has no field \(text)",
            hint: near.isEmpty
                ? "its fields are \(names.joined(separator: ", "))"
                : "did you mean \(near.joined(separator: " or "))?")
    }

    private static func index(_ name: String, in header: [String]) throws(ImportFault) -> Int {
        if let index = header.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) {
            return index
        }
        let key = ColumnNames.key(name)
        let alike = header.indices.filter { !key.isEmpty && ColumnNames.key(header[$0]) == key }
        if alike.count == 1, let index = alike.first { return index }
        let near = Spelling.near(name, among: header)
        throw ImportFault(
            reason: "--map: the file has no column \"\(name)\"",
            hint: near.isEmpty
                ? "its columns are \(header.joined(separator: ", "))"
                : "did you mean \(near.map { "\"\($0)\"" }.joined(separator: " or "))?")
    }
}
