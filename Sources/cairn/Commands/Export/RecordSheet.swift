import CairnModel
import CairnStore

/// Records of one kind as rows and columns whose names `import csv` reads.
///
/// A register has a column of its name, each member of an object one (`place.locality`), a plain
/// set one column that lists its elements, and each element with a value one (`count/letters.low`).
/// The first column is where the record came from, else its id.
struct RecordSheet {
    private let kind: KindSpec
    private var rows: [[String: String]] = []
    /// Columns that some record fills, by the field that they belong to.
    private var columns: [String: Set<String>] = [:]

    init(_ kind: KindSpec) { self.kind = kind }

    mutating func add(_ record: StoredRecord) {
        var row: [String: String] = ["identifier": Self.identifier(of: record)]
        for spec in kind.fields {
            for (column, text) in cells(spec, record) where !text.isEmpty {
                row[column] = text
                columns[spec.name, default: []].insert(column)
            }
        }
        rows.append(row)
    }

    /// The lines of the sheet (RFC 4180), the names of the columns first.
    var lines: [String] {
        let names = ["identifier"] + kind.fields.flatMap(columnNames)
        let header = names.map(Self.quoted).joined(separator: ",") + "\r\n"
        return [header]
            + rows.map { row in
                names.map { Self.quoted(row[$0] ?? "") }.joined(separator: ",") + "\r\n"
            }
    }

    /// The columns that a field fills; what every record must have is there in any case.
    private func columnNames(_ spec: FieldSpec) -> [String] {
        let used = columns[spec.name] ?? []
        if used.isEmpty { return spec.isRequired ? [spec.name] : [] }
        let known = Self.knownColumns(spec)
        let others = used.subtracting(known).sorted { Self.precedes($0, $1, in: spec) }
        return known.filter(used.contains) + others
    }

    private static func identifier(of record: StoredRecord) -> String {
        let named = record.elements(of: "identifier").map { $0.value.string ?? $0.name }
        let own = named.first { $0.hasPrefix("csv:") }
        return own.map { String($0.dropFirst("csv:".count)) } ?? record.id.description
    }

    /// The columns of an object in the order of its members.
    private static func knownColumns(_ spec: FieldSpec) -> [String] {
        if spec.name == "due" || spec.name == "start_on" { return [spec.name, "\(spec.name).tz"] }
        guard case .object(let members) = spec.type else { return [spec.name] }
        return members.map { "\(spec.name).\($0.name)" }
    }

    /// Columns of elements go by the element, then in the order of the members: the import reads
    /// the members that an object must have first.
    private static func precedes(_ left: String, _ right: String, in spec: FieldSpec) -> Bool {
        func parts(_ column: String) -> (element: String, member: Int) {
            guard case .object(let members) = spec.type, let dot = column.lastIndex(of: "."),
                let place = members.firstIndex(where: {
                    $0.name == column[column.index(after: dot)...]
                })
            else { return (column, 0) }
            return (String(column[..<dot]), place)
        }
        let (first, second) = (parts(left), parts(right))
        guard first.element.utf8.elementsEqual(second.element.utf8) else {
            return first.element.utf8.lexicographicallyPrecedes(second.element.utf8)
        }
        return first.member < second.member
    }

    private func cells(
        _ spec: FieldSpec, _ record: StoredRecord
    ) -> [(column: String, text: String)] {
        if spec.isSet { return setCells(spec, record) }
        guard let value = record[spec.name] else { return [] }
        switch spec.name {
        case "when": return Self.when(value)
        case "due", "start_on":
            return [
                (spec.name, Self.text(value["start"] ?? value["date"])),
                ("\(spec.name).tz", Self.text(value["tz"])),
            ]
        default: return members(spec.name, value)
        }
    }

    private func setCells(
        _ spec: FieldSpec, _ record: StoredRecord
    ) -> [(column: String, text: String)] {
        let elements = record.elements(of: spec.name)
        guard case .presence = spec.type else {
            return elements.flatMap { members("\(spec.name)/\($0.name)", $0.value) }
        }
        // What holds a sign that parts the elements of a list gets a column of its own.
        let names = elements.map { $0.value.string ?? $0.name }
        let plain = names.filter { !$0.contains(where: { ",;|\n".contains($0) }) }
        let special = names.filter { !plain.contains($0) }
        return [(spec.name, plain.joined(separator: "; "))]
            + special.map { ("\(spec.name)/\($0)", "true") }
    }

    private func members(_ name: String, _ value: JSON) -> [(column: String, text: String)] {
        guard let members = value.object else { return [(name, Self.text(value))] }
        return members.map { ("\(name).\($0.key)", Self.text($0.value)) }
    }

    /// Days are written as days, since the import reads them so.
    private static func when(_ value: JSON) -> [(column: String, text: String)] {
        let isDays = value["all_day"]?.bool == true
        func part(_ name: String) -> String {
            let text = text(value[name])
            return isDays ? String(text.prefix(10)) : text
        }
        let start = value["start"] == nil ? text(value["date"]) : part("start")
        return [("when.start", start), ("when.end", part("end")), ("when.tz", text(value["tz"]))]
    }

    private static func text(_ value: JSON?) -> String {
        switch value {
        case nil, .null: ""
        case .string(let text): text
        case let value?: value.compactText
        }
    }

    private static func quoted(_ text: String) -> String {
        let needsQuotes =
            text.first?.isWhitespace ?? false || text.last?.isWhitespace ?? false
            || text.unicodeScalars.contains { "\",;\t\r\n".unicodeScalars.contains($0) }
        return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
    }
}
