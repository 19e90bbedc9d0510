internal import CairnModel
internal import CairnStore
internal import Foundation

/// A list that somebody pasted or sent as a file, to be looked at and then taken in.
struct ImportInput {
    /// As it came, whatever its encoding.
    let bytes: [UInt8]
    let kind: KindSpec
    let chapter: StoredRecord

    static let kinds = [("volunteer", "people"), ("event", "events"), ("task", "tasks")]

    static func form(_ look: BoardLook, sent: Form?, faults: [FormFault]) -> BoardForm {
        var form = BoardForm(
            "import", "/volunteers/preview", "Look at it first", sent: sent, faults: faults)
        form.choice("kind", "What is in the list?", "volunteer", of: kinds.map { ($0.0, $0.1) })
        if look.writableChapters.count > 1 {
            form.choice(
                "chapter", "Chapter", look.mainChapter?.id.description ?? "",
                of: look.writableChapters.map {
                    ($0.id.description, look.snapshot.title(of: $0))
                })
        }
        form.area(
            "text", "Paste the list, with its line of headings", rows: 6,
            hint: "Copy the cells of a spreadsheet, or lines such as: Name,Grade,Guardian email")
        form.file("list", "Or choose a file (CSV)")
        return form
    }

    /// - Throws: `FormFault`.
    init(_ form: Form, _ look: BoardLook) throws {
        chapter = try look.chapter(form)
        let name = form["kind"] ?? "volunteer"
        guard Self.kinds.contains(where: { $0.0 == name }), let spec = Vocabulary.current.kind(name)
        else { throw FormFault("kind", "Choose what is in the list.") }
        kind = spec
        let log = spec.isPersonal ? chapter.id.peopleLog : chapter.id
        guard look.viewer.mayWrite(log) else {
            throw FormFault("kind", "You may not write these for this chapter.")
        }
        let file = form["list"].flatMap { Data(base64Encoded: $0) }.map { Array($0) } ?? []
        let text = (form["text"] ?? "").trimmingCharacters(in: .newlines)
        bytes = file.isEmpty ? Array(text.utf8) : file
        if bytes.isEmpty { throw FormFault("text", "Paste a list, or choose a file.") }
    }

    /// What taking it in would do.
    ///
    /// - Throws: `FormFault`.
    func plan(_ look: BoardLook) throws -> ImportPlan {
        let zone = chapter["tz"]?.string ?? "UTC"
        let reading = CSVImport(
            kind: kind, log: kind.isPersonal ? chapter.id.peopleLog : chapter.id, zone: zone,
            country: chapter["place"]?["country"]?.string,
            today: MomentReader(zone: zone, now: look.now).today, now: look.now)
        do {
            return try reading.plan(bytes)
        } catch {
            throw FormFault(
                "text", "\(error.reason.prefix(1).uppercased() + error.reason.dropFirst()).")
        }
    }
}

/// What became of a list's rows.
struct ImportFigures {
    let taken: Int
    let known: Int
    let refused: Int

    var query: String { "\(taken)-\(known)-\(refused)" }

    var sentence: String {
        var parts = ["Taken in: \(taken)"]
        if known > 0 { parts.append("here already: \(known)") }
        if refused > 0 { parts.append("not taken: \(refused)") }
        return parts.joined(separator: ", ") + "."
    }
}

extension ImportFigures {
    init?(query: String) {
        let numbers = query.split(separator: "-").map { Int($0) }
        guard numbers.count == 3, let taken = numbers[0], let known = numbers[1],
            let refused = numbers[2]
        else { return nil }
        self.init(taken: taken, known: known, refused: refused)
    }
}
