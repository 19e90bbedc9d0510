/// The fields that a calendar component sets, each checked as it is added.
struct ICSFieldSet {
    let kind: KindSpec
    /// For notes.
    let line: Int
    private(set) var set: [(field: String, value: JSON)] = []
    private(set) var notes: [String] = []

    init(_ kind: KindSpec, line: Int) { (self.kind, self.line) = (kind, line) }

    /// Adds a value that the record is no good without.
    mutating func need(_ field: String, _ value: JSON, property: String) throws(CellFault) {
        if let fault = kind.fault(field: field, value: value) {
            throw CellFault(fault.reason, code: fault.code, property: property)
        }
        set.append((field, value))
    }

    /// Adds a value, or notes that it was left out since the field does not take it.
    mutating func add(_ field: String, _ value: JSON, property: String) {
        if let fault = kind.fault(field: field, value: value) {
            note("\(property) was left out: \(fault.reason)")
        } else if !set.contains(where: { $0.field == field }) {
            set.append((field, value))
        }
    }

    mutating func note(_ text: String) { notes.append("line \(line): \(text)") }

    /// Adds text of several lines, cut to the length that a field takes.
    mutating func add(long text: String, _ field: String, property: String) {
        let max = ValueType.longTextMax
        if text.count > max { note("\(property) was cut to \(max) characters") }
        add(field, .string(String(text.prefix(max))), property: property)
    }

    mutating func add(tags component: ICSComponent) {
        for line in component.all("CATEGORIES") {
            for text in ICSText.list(line.value) {
                let tag = Self.oneLine(text)
                let element = ElementName.name(for: String(tag.prefix(200)))
                add("tag/\(element.name)", element.value, property: "CATEGORIES")
            }
        }
    }

    /// A text on one line.
    static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The title: SUMMARY, and where it is too long the rest of it for the notes. Calendars also
    /// have events without a title; what else they say stands in for it.
    mutating func title(_ component: ICSComponent) throws(CellFault) -> (String, whole: String?) {
        let text = component.text("SUMMARY").map(Self.oneLine) ?? ""
        if text.count > Self.titleMax {
            return (text.prefix(Self.titleMax - 1) + "…", whole: text)
        }
        if text.count >= Self.titleMin { return (text, nil) }
        let isTask = kind.name == "task"
        if !text.isEmpty {
            note("the title \"\(text)\" is too short and was made longer")
            return ("\(isTask ? "Task" : "Event"): \(text)", nil)
        }
        let words = component.text("DESCRIPTION") ?? component.text("LOCATION")
        let line = Self.oneLine(String(words?.prefix { $0 != "\n" } ?? ""))
        guard component["DTSTART"] != nil || component["DUE"] != nil || line.count >= Self.titleMin
        else { throw CellFault("it has no title", code: "missing_value", property: "SUMMARY") }
        note("it has no title and got one")
        guard line.count >= Self.titleMin else {
            return (isTask ? "Task without a title" : "Event without a title", nil)
        }
        return (String(line.prefix(Self.titleMax)), nil)
    }

    private static let titleMin = 3
    private static let titleMax = 200
}
