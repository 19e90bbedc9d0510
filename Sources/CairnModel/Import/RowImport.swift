/// Turns the rows of a sheet into edits, one after the other.
struct RowImport {
    private let job: CSVImport
    private let mapping: ColumnMapping
    private let moments: MomentReader
    /// How often each row without an id column was met, by the hash of its cells.
    private var counts: [String: Int] = [:]
    /// The line and the hash of the row that has an identifier.
    private var known: [RecordID: (line: Int, hash: String)] = [:]
    private var sampled: [Int: Int] = [:]

    private(set) var edits: [(line: Int, edit: Edit)] = []
    private(set) var refused: [ImportPlan.Refused] = []
    private(set) var readings: [String] = []

    /// Readings shown of one column.
    static let samplesMax = 3
    /// One of these names a person.
    static let nameFields = ["given_name", "preferred_name", "family_name"]

    init(_ job: CSVImport, _ mapping: ColumnMapping, _ sheet: CSVReader) {
        (self.job, self.mapping) = (job, mapping)
        let dated = mapping.columns.filter { column in
            switch column.target {
            case .when(.start), .when(.end): true
            case .field(let name): ["age_band", "due", "start_on", "founded"].contains(name)
            default: false
            }
        }
        var moments = MomentReader(zone: job.zone, now: job.now)
        moments.order = DateOrder.shown(
            by: sheet.lines.lazy.flatMap { line in dated.map { line.cells[$0.index] } })
        self.moments = moments
    }

    /// Takes a row: an edit or a refusal comes of it.
    mutating func take(_ line: CSVReader.Line) {
        if let fault = line.fault {
            refused.append(
                ImportPlan.Refused(
                    line: line.line, column: "", value: fault.value, code: fault.code,
                    reason: fault.reason))
            return
        }
        do throws(CellFault) {
            let cells = line.cells.map(\.trimmedOfSpace)
            let set = try set(of: cells)
            try add(set, line)
        } catch {
            let column = error.column ?? -1
            let isThere = mapping.header.indices.contains(column)
            refused.append(
                ImportPlan.Refused(
                    line: line.line, column: isThere ? mapping.header[column] : "",
                    value: isThere ? line.cells[column].trimmedOfSpace : "", code: error.code,
                    reason: error.reason))
        }
    }

    private mutating func set(
        of cells: [String]
    ) throws(CellFault) -> [(field: String, value: JSON)] {
        let phoneCountry = mapping.columns.first { $0.target == .phoneCountry }
            .flatMap { PlaceNames.country(cells[$0.index]) }
        var reader = CellReader(
            kind: job.kind, moments: moments, today: job.today,
            country: phoneCountry ?? job.country,
            isExport: mapping.columns.contains { $0.isExportColumn })
        try requireName(cells)
        var when = WhenCells()
        for column in mapping.reading where !cells[column.index].isEmpty {
            if case .when(let part) = column.target {
                when.cells[part] = WhenCells.Cell(
                    text: cells[column.index], column: column.index)
                continue
            }
            do throws(CellFault) {
                try reader.take(
                    cells[column.index], column: column.index, target: column.target)
            } catch {
                var fault = error
                fault.column = fault.column ?? column.index
                throw fault
            }
        }
        try reader.checkParts()
        try reader.take(when)
        for (field, value) in job.defaults where reader.value(field) == nil {
            reader.write(field, value)
        }
        if job.kind.field("tz")?.isRequired == true, reader.value("tz") == nil {
            reader.write("tz", .string(job.zone))
        }
        if let fault = job.kind.missingFields(reader.value).first {
            throw CellFault(fault.reason, code: fault.code, column: column(of: fault.field))
        }
        sample(reader.readings, cells)
        return reader.set
    }

    /// A row without a name is refused for that, whatever else is wrong with it.
    private func requireName(_ cells: [String]) throws(CellFault) {
        guard job.kind.field("given_name") != nil else {
            let title = job.kind.titleField ?? ""
            let parent = job.kind.parentField.flatMap { column(of: $0) }
            guard let column = column(of: title), cells[column].isEmpty,
                parent.map({ cells[$0].isEmpty }) ?? true,
                !job.defaults.contains(where: { $0.field == title })
            else { return }
            throw CellFault(
                "\(title) is missing: every \(job.kind.name) has one", code: "missing_value",
                column: column)
        }
        let names = mapping.columns.filter { column in
            column.target == .fullName
                || Self.nameFields.contains { column.target == .field($0) }
        }
        guard names.allSatisfy({ cells[$0.index].isEmpty }) else { return }
        throw CellFault(
            "the name is missing: every \(job.kind.name) has one", code: "missing_value",
            column: names.first?.index)
    }

    private func column(of field: String) -> Int? {
        mapping.columns.first { $0.target == .field(field) }?.index
    }

    private mutating func sample(_ read: [(column: Int, reading: String)], _ cells: [String]) {
        for (column, reading) in read where sampled[column, default: 0] < Self.samplesMax {
            sampled[column, default: 0] += 1
            readings.append("\(mapping.header[column]) \"\(cells[column])\": \(reading)")
        }
    }

    private mutating func add(
        _ set: [(field: String, value: JSON)], _ line: CSVReader.Line
    ) throws(CellFault) {
        let hash = Hex.text(Hash.bytes(of: line.cells.joined(separator: "\u{1F}")).prefix(8))
        let column = mapping.columns.first {
            if case .identifier = $0.target { true } else { false }
        }
        let named = column.flatMap { Self.identity(of: line.cells[$0.index], $0) }
        if named == nil { counts[hash, default: 0] += 1 }
        let identity = named ?? .imported("row:\(hash)-\(counts[hash, default: 1])")
        let id = identity.id(kind: job.kind.name)
        if let other = known[id], other.hash != hash {
            throw CellFault(
                "line \(other.line) has the same id and other values",
                code: "duplicate_identifier", column: column?.index)
        }
        known[id] = known[id] ?? (line.line, hash)
        let edit = Edit(
            .create, log: job.kind.name == "chapter" ? id : job.log, kind: job.kind.name, id: id,
            set: set + identity.elements)
        edits.append((line.line, edit))
    }

    /// What a row is known again by.
    private enum Identity {
        /// `system:id`, from which the record's id is derived.
        case imported(String)
        /// The id of a record that this program exported.
        case exported(RecordID)

        func id(kind: String) -> RecordID {
            switch self {
            case .imported(let text):
                let element = ElementName.name(for: text)
                return .derived(kind: kind, parents: [element.value.string ?? element.name])
            case .exported(let id): return id
            }
        }

        var elements: [(field: String, value: JSON)] {
            guard case .imported(let text) = self else { return [] }
            let element = ElementName.name(for: text)
            return [("identifier/\(element.name)", element.value)]
        }
    }

    /// What the cell of an id column says; nil for an empty one.
    ///
    /// An id of ours under `identifier` comes from an export: the record keeps it, so that a
    /// sheet that goes out, is filled in elsewhere and comes back makes no record twice.
    private static func identity(of cell: String, _ column: ColumnMapping.Column) -> Identity? {
        guard case .identifier(let system) = column.target else { return nil }
        // Ids of several words are told apart by their words, not by their spaces.
        let words = cell.split(whereSeparator: \.isWhitespace)
        guard let first = words.first else { return nil }
        if system == "csv", words.count == 1, column.isExportColumn, let id = RecordID(first),
            id.isMadeByStores
        {
            return .exported(id)
        }
        return .imported("\(system):\(words.joined(separator: " "))")
    }
}

extension RecordID {
    /// Version 7 or 8, the ones that stores make.
    fileprivate var isMadeByStores: Bool { [7, 8].contains(high >> 12 & 15) && low >> 62 == 2 }
}
