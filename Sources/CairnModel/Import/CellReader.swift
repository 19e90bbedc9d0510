internal import Foundation

/// Reads the cells of one row into fields and their values.
struct CellReader {
    let kind: KindSpec
    let moments: MomentReader
    let today: CivilDate
    let phones: PhoneReader
    /// Whether the columns are those of an export, which say exactly what they mean.
    let isExport: Bool

    /// Fields in the order in which they were first met.
    private(set) var set: [(field: String, value: JSON)] = []
    /// Fields of which members were set, with the column of each and of the last.
    private var parts: [(field: String, columns: [String: Int], last: Int)] = []
    /// How dates were read, by column.
    private(set) var readings: [(column: Int, reading: String)] = []

    init(
        kind: KindSpec, moments: MomentReader, today: CivilDate, country: String?, isExport: Bool
    ) {
        (self.kind, self.moments, self.today) = (kind, moments, today)
        self.isExport = isExport
        phones = PhoneReader(country: country)
    }

    /// The value that a field has so far.
    func value(_ field: String) -> JSON? { set.last { $0.field == field }?.value }

    mutating func write(_ field: String, _ value: JSON) {
        if let place = set.firstIndex(where: { $0.field == field }) {
            set[place].value = value
        } else {
            set.append((field, value))
        }
    }

    /// Takes a cell that is not empty.
    mutating func take(_ text: String, column: Int, target: ImportTarget) throws(CellFault) {
        switch target {
        case .field(let name): try take(text, column: column, field: name)
        case .list(let name): try take(list: text, set: name)
        case .fullName: try take(name: text)
        case .when, .identifier, .phoneCountry: break
        }
    }

    /// Looks whether the members of each field go together, once all cells are taken.
    func checkParts() throws(CellFault) {
        for part in parts {
            guard let value = value(part.field),
                let fault = kind.fault(field: part.field, value: value)
            else { continue }
            throw CellFault(
                fault.reason, code: fault.code, column: part.columns[fault.field] ?? part.last)
        }
    }

    private mutating func note(part name: String, of field: String, column: Int) {
        if let place = parts.firstIndex(where: { $0.field == field }) {
            parts[place].columns[name] = column
            parts[place].last = column
        } else {
            parts.append((field, [name: column], column))
        }
    }

    /// Takes the dates of the row.
    mutating func take(_ when: WhenCells) throws(CellFault) {
        guard let read = try when.value(moments) else { return }
        readings += read.readings
        if let fault = kind.fault(field: "when", value: read.value) {
            throw CellFault(fault.reason, code: fault.code, column: when.cells[.start]?.column)
        }
        write("when", read.value)
    }

    private mutating func take(
        _ text: String, column: Int, field name: String
    ) throws(CellFault) {
        if name == "age_band" {
            write(name, .string(try ageBand(text)))
            return
        }
        // A sheet with one column for the place writes "online" there; an export has one for each.
        if name == "place.name", !isExport, kind.field("mode") != nil,
            Self.mode(text) == "virtual"
        {
            if value("mode") == nil { write("mode", "virtual") }
            return
        }
        let isReach = name == "reach" || name.hasPrefix("count/") && !name.contains(".")
        if isReach, let reach = Reach(text),
            kind.fault(field: name, value: reach.value) == nil
        {
            write(name, reach.value)
            return
        }
        let typed = try prepared(text, field: name)
        var seen: [(column: Int, reading: String)] = []
        let fields = FieldReader(
            kind: kind,
            readMoment: { [moments] text in
                let moment = try moments.readAbsolute(text)
                seen.append((column, moment.reading))
                return (moment.localText, moment.zone)
            }, resolve: Self.reference)
        do {
            guard isPart(name) else {
                let read = try fields.read(field: name, text: typed, current: value)
                if !read.value.isNull { write(read.field, read.value) }
                readings += seen
                return
            }
            let read = try fields.unchecked(field: name, text: typed, current: value)
            if !read.value.isNull { write(read.field, read.value) }
            note(part: name, of: read.field, column: column)
        } catch let fault as FieldFault {
            throw CellFault(fault.reason, code: fault.code)
        } catch let fault as MomentFault {
            throw CellFault(fault.reason)
        } catch { throw CellFault("it cannot be read") }
        readings += seen
    }

    /// Whether a name is one of a member: `place.locality`, `consent/photo.method`.
    private func isPart(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        let field = String(name[..<dot])
        return kind.field(field)?.member(String(name[name.index(after: dot)...])) != nil
    }

    private static func reference(kind: String, text: String) throws -> String {
        guard TextShape.isReference(text) else {
            throw FieldFault(
                field: kind, reason: "this is not the id of \(Words.one(kind))",
                hint: "leave the column out, or write ids")
        }
        return text
    }

    /// A cell's text as `FieldReader` takes it: words of sheets turned into values.
    private func prepared(_ text: String, field name: String) throws(CellFault) -> String {
        let type = type(of: name)
        switch type {
        case .phone: return try phones.read(text)
        case .country:
            guard let code = PlaceNames.country(text) else {
                throw CellFault("this is no country that has a code in ISO 3166-1")
            }
            return code
        case .url: return text.lowercased().hasPrefix("www.") ? "https://\(text)" : text
        case .email:
            return text.lowercased().hasPrefix("mailto:") ? String(text.dropFirst(7)) : text
        case .integer: return Reach.ungrouped(text)
        case .minutes:
            return (try? DurationReader.minutes(text)).map(String.init) ?? Reach.ungrouped(text)
        case .word where name == "mode": return Self.mode(text)
        case .word where name == "grade.value": return Self.grade(text)
        case .object where name.hasPrefix("consent/"): return Self.consent(text)
        case .text:
            // A line break in a cell of one line comes from wrapping, not from meaning.
            return text.split(whereSeparator: \.isNewline).map { String($0).trimmedOfSpace }
                .joined(separator: " ")
        default: return text
        }
    }

    private func type(of name: String) -> ValueType? {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard !name.contains("/"), parts.count == 2 else { return kind.field(name)?.type }
        return kind.field(parts[0])?.member(parts[1])?.type
    }

    private static func mode(_ text: String) -> String {
        switch PlaceNames.folded(text) {
        case "yes", "y", "true", "1", "ja", "si", "oui", "online", "virtual": "virtual"
        case "no", "n", "false", "0", "nein", "non", "offline", "onsite", "inperson": "in_person"
        default: text
        }
    }

    private static func consent(_ text: String) -> String {
        switch PlaceNames.folded(text) {
        case "yes", "y", "true", "1", "ja", "si", "oui", "x", "granted": "granted"
        case "no", "n", "false", "0", "nein", "non", "denied": "denied"
        default: text
        }
    }

    /// `5th`, `Grade 5`, `kindergarten`.
    private static func grade(_ text: String) -> String {
        let key = PlaceNames.folded(text)
        if key == "k" || key == "kindergarten" { return "K" }
        if let match = key.wholeMatch(
            of: /(?:grade|klasse|grado)?([0-9]{1,2})(?:st|nd|rd|th)?(?:grade)?/)
        {
            return String(match.1)
        }
        return key == "college" || key == "adult" ? key : text
    }

    /// A band, an age in years, or a birth date, of which the band alone is kept.
    private func ageBand(_ text: String) throws(CellFault) -> String {
        let word = text.lowercased().replacing(/[ \-–]/, with: "_")
        if kind.fault(field: "age_band", value: .string(word)) == nil { return word }
        if text.utf8.count <= 3, let age = Int(text) {
            guard (0...120).contains(age),
                let born = CivilDate(year: today.year - age, month: 1, day: 1)
            else { throw CellFault("nobody is \(age) years old") }
            return AgeBand.of(born: born, today: today)
        }
        do throws(MomentFault) {
            let moment = try moments.readAbsolute(text)
            // Of a month or a year the youngest age counts: a minor taken for an adult does
            // more harm than an adult taken for a minor.
            guard let first = moment.date.first, let last = moment.date.last, first <= today,
                today.year - last.year <= 120
            else { throw MomentFault(reason: "nobody alive was born then") }
            return AgeBand.of(born: min(last, today), today: today)
        } catch {
            throw CellFault("it is no age, birth date or age band: \(error.reason)")
        }
    }

    private mutating func take(name text: String) throws(CellFault) {
        let name = PersonName(text.precomposedStringWithCanonicalMapping)
        for (field, text) in [("given_name", name.given), ("family_name", name.family ?? "")] {
            guard !text.isEmpty else { continue }
            if let fault = kind.fault(field: field, value: .string(text)) {
                throw CellFault(fault.reason, code: fault.code)
            }
            write(field, .string(text))
        }
    }

    /// A list of elements: by commas, semicolons, bars or lines; names of partners and officials
    /// have commas in them.
    private mutating func take(list text: String, set name: String) throws(CellFault) {
        let isByComma = !["partner", "target", "campaign"].contains(name)
        let items = text.split {
            $0 == ";" || $0 == "|" || $0.isNewline || (isByComma && $0 == ",")
        }
        for item in items {
            var word = String(item).trimmedOfSpace.precomposedStringWithCanonicalMapping
            if word.isEmpty { continue }
            if name == "language" {
                guard let tag = PlaceNames.language(word) else {
                    throw CellFault("\"\(word)\" is no language that has a code")
                }
                word = tag
            }
            if case .word(let words) = kind.field("\(name)/")?.element {
                let key = PlaceNames.folded(word)
                word = words.first { PlaceNames.folded($0) == key } ?? word
            }
            let element = ElementName.name(for: word)
            let field = "\(name)/\(element.name)"
            if let fault = kind.fault(field: field, value: element.value) {
                throw CellFault(fault.reason, code: fault.code)
            }
            write(field, element.value)
        }
    }
}
