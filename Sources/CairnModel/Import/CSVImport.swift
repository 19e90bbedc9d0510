internal import Foundation

/// Plans the import of a CSV file as records of one kind: pure, nothing is written.
///
/// The id of each record is derived from the kind and the row's identifier: `csv:<ID>` of an id
/// column, else `row:<hash>-<n>` of the row's cells and its count among equal rows. So two
/// laptops that import the same file make the same records, and importing it twice changes
/// nothing. A row with a value that its field does not take is refused and named; the others go
/// on.
package struct CSVImport: Sendable {
    let kind: KindSpec
    let log: RecordID
    let zone: String
    let country: String?
    let today: CivilDate
    let now: Int64
    let maps: [(target: String, column: String)]
    let defaults: [(field: String, value: JSON)]

    /// - Parameters:
    ///   - log: the log of the records; for chapters each has its own and this is not used.
    ///   - zone: IANA id of the zone that times without one are in.
    ///   - country: ISO 3166-1 alpha-2 for telephone numbers without a `+`; nil where unknown.
    ///   - today: the day on which ages are counted.
    ///   - now: milliseconds since 1970.
    ///   - maps: target and column, as `--map target=Column` has them; they go before guesses,
    ///     and an empty column leaves the target out.
    ///   - defaults: fields and values for rows that have none.
    package init(
        kind: KindSpec, log: RecordID, zone: String, country: String?, today: CivilDate,
        now: Int64, maps: [(target: String, column: String)] = [],
        defaults: [(field: String, value: JSON)] = []
    ) {
        (self.kind, self.log, self.zone, self.country) = (kind, log, zone, country)
        (self.today, self.now, self.maps, self.defaults) = (today, now, maps, defaults)
    }

    /// What importing a file would do.
    ///
    /// Throws where the file as a whole cannot be taken: it is empty or no CSV, a `--map` names
    /// what is not there, or no column can be what every record of the kind must have.
    package func plan(_ bytes: [UInt8]) throws(ImportFault) -> ImportPlan {
        let sheet = try CSVReader(bytes)
        let mapping = try ColumnMapping(sheet, kind: kind, maps: maps)
        try requireColumns(mapping)
        var rows = RowImport(self, mapping, sheet)
        let filled = sheet.lines.filter { $0.fault != nil || !Self.isEmpty($0) }
        for line in filled { rows.take(line) }
        return ImportPlan(
            header: sheet.header,
            mapping: mapping.columns.map {
                ImportPlan.Mapped(
                    column: sheet.header[$0.index], target: $0.target.text,
                    how: $0.isByMap ? "by --map" : "by its name")
            },
            leftOut: mapping.leftOut,
            notes: sheet.notes + notes(mapping, sheet, filled: filled.count),
            readings: rows.readings, edits: rows.edits, refused: rows.refused)
    }

    /// Spreadsheets leave rows of nothing but separators at the end.
    private static func isEmpty(_ line: CSVReader.Line) -> Bool {
        line.cells.allSatisfy(\.trimmedOfSpace.isEmpty)
    }

    private func notes(
        _ mapping: ColumnMapping, _ sheet: CSVReader, filled: Int
    ) -> [String] {
        var notes: [String] = []
        if filled == 0 { notes.append("there are no rows below the header") }
        let empty = sheet.lines.count - filled
        if empty > 0 {
            notes.append(
                empty == 1
                    ? "an empty row was passed over"
                    : "\(empty) empty rows were passed over")
        }
        let id = mapping.columns.first {
            if case .identifier(system: "csv") = $0.target { true } else { false }
        }
        if let id, !id.isByMap {
            notes.append(
                "rows are known again by column \"\(sheet.header[id.index])\"; if another list "
                    + "numbers its rows the same way, import it with --map identifier/NAME="
                    + sheet.header[id.index])
        }
        if mapping.columns.contains(where: { $0.target == .field("age_band") }) {
            notes.append("of ages and birth dates only the age band is kept")
        }
        return notes
    }

    /// A record's name for a person must come from somewhere, or each row would be refused.
    private func requireColumns(_ mapping: ColumnMapping) throws(ImportFault) {
        let targets = Set(mapping.columns.map(\.target))
        let known = Set(defaults.map(\.field))
        func has(_ name: String) -> Bool {
            targets.contains(.field(name)) || known.contains(name)
        }
        let missing: String?
        if kind.field("given_name") != nil {
            let hasName = targets.contains(.fullName) || RowImport.nameFields.contains(where: has)
            missing = hasName ? nil : "name"
        } else {
            missing = kind.fields.first { $0.isRequired && $0.name != "tz" && !has($0.name) }?.name
        }
        guard let missing else { return }
        throw ImportFault(
            reason: "no column can be the \(missing) of \(Words.one(kind.name))",
            hint: "say which with --map \(missing)=COLUMN; the columns are "
                + mapping.header.joined(separator: ", "))
    }
}
