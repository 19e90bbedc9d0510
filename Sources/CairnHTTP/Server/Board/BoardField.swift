/// A field of a form, with what was typed and what is wrong with it.
struct BoardField {
    struct Choice {
        let value: String
        let label: String
        let isChosen: Bool
    }

    /// What a line of text is, for the browser.
    struct Line {
        var type = "text"
        var inputMode: String?
        var lengthMax: Int?
    }

    let id: String
    let name: String
    let label: String
    var value = ""
    var fieldHint: String?
    var fieldFault: String?
    /// The ids of what is said about it.
    var described: String?
    /// Exactly one of these is set.
    var line: Line?
    var area: Int?
    var choices: [Choice] = []
    var isChoice = false
    var isTick = false
    var isTicked = false
    var isFile = false
    /// Whether it takes the whole width.
    var isWide = false

    init(_ form: String, _ name: String, _ label: String) {
        (id, self.name, self.label) = ("\(form)-\(name)", name, label)
    }
}

/// A form: where it goes to, its fields, what it brings along unseen.
struct BoardForm {
    struct Hidden {
        let name: String
        let value: String
    }

    struct Told {
        let id: String
        let text: String
    }

    /// The beginning of the ids of its fields.
    let form: String
    let action: String
    let button: String
    private(set) var fields: [BoardField] = []
    private(set) var hidden: [Hidden] = []
    /// What is wrong, with a link to each field.
    private(set) var told: [Told] = []
    private(set) var isUpload = false
    private(set) var hasFaults = false

    private let sent: Form?
    private let faults: [FormFault]

    /// - Parameters:
    ///   - sent: what was typed before, to be shown again.
    ///   - faults: what was wrong with it.
    init(
        _ form: String, _ action: String, _ button: String, sent: Form? = nil,
        faults: [FormFault] = []
    ) {
        (self.form, self.action, self.button) = (form, action, button)
        (self.sent, self.faults) = (sent, faults)
        hasFaults = !faults.isEmpty
    }

    // MARK: Fields

    mutating func line(
        _ name: String, _ label: String, _ value: String = "", type: String = "text",
        hint: String? = nil, inputMode: String? = nil, isWide: Bool = false
    ) {
        var field = field(name, label, value, hint)
        field.line = BoardField.Line(type: type, inputMode: inputMode, lengthMax: nil)
        field.isWide = isWide
        add(field)
    }

    mutating func area(
        _ name: String, _ label: String, _ value: String = "", rows: Int, hint: String? = nil
    ) {
        var field = field(name, label, value, hint)
        (field.area, field.isWide) = (rows, true)
        add(field)
    }

    mutating func choice(
        _ name: String, _ label: String, _ chosen: String = "",
        of options: [(value: String, label: String)], hint: String? = nil
    ) {
        var field = field(name, label, chosen, hint)
        field.isChoice = true
        field.choices = options.map {
            BoardField.Choice(
                value: $0.value, label: $0.label,
                isChosen: $0.value.utf8.elementsEqual(field.value.utf8))
        }
        add(field)
    }

    mutating func tick(_ name: String, _ label: String, _ isTicked: Bool = false) {
        var field = field(name, label, "", nil)
        field.isTick = true
        field.isTicked = sent.map { $0[name] != nil } ?? isTicked
        field.isWide = true
        add(field)
    }

    mutating func file(_ name: String, _ label: String, hint: String? = nil) {
        var field = field(name, label, "", hint)
        (field.isFile, field.isWide) = (true, true)
        isUpload = true
        add(field)
    }

    mutating func hide(_ name: String, _ value: String) {
        hidden.append(Hidden(name: name, value: value))
    }

    private func field(
        _ name: String, _ label: String, _ value: String, _ hint: String?
    ) -> BoardField {
        var field = BoardField(form, name, label)
        field.value = sent?[name] ?? value
        field.fieldHint = hint
        field.fieldFault = faults.first { $0.field == name }?.text
        field.described =
            [
                field.fieldHint.map { _ in "\(field.id)-hint" },
                field.fieldFault.map { _ in "\(field.id)-fault" },
            ].compactMap { $0 }.joined(separator: " ").nonEmpty
        return field
    }

    private mutating func add(_ field: BoardField) {
        if let fault = field.fieldFault {
            // The first sentence; the field itself says the rest.
            let sentence = fault.split(separator: ". ").first.map(String.init) ?? fault
            told.append(Told(id: field.id, text: "\(field.label): \(sentence)"))
        }
        fields.append(field)
    }
}
