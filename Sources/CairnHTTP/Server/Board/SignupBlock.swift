internal import CairnModel
internal import CairnStore

/// A shift, or an event for which people sign up themselves, with those people.
struct SignupBlock {
    struct Person {
        /// Of the signup.
        let id: String
        let person: String
        /// `2nd in line`; nil for somebody who simply has a place.
        let standing: String?
        let isExpected: Bool
        /// What is noted so far; empty for nothing.
        let was: String
        let marks: [Mark]
        let note: String?
    }

    struct Mark {
        let value: String
        let label: String
        let isChosen: Bool
    }

    let title: String
    let hours: String?
    let isShift: Bool
    let state: String?
    let need: BoardNeed?
    let people: [Person]

    private static let marks = [
        ("", "not noted"), ("present", "came"), ("late", "late"), ("left_early", "left early"),
        ("excused", "excused"), ("no_show", "did not come"),
    ]

    static func all(
        _ event: StoredRecord, _ shifts: [StoredRecord], _ look: BoardLook
    ) throws -> [SignupBlock] {
        let own = try SignupBlock(event, look)
        let blocks = try shifts.map { try SignupBlock($0, look) }
        return blocks + (own.people.isEmpty && !shifts.isEmpty ? [] : [own])
    }

    private init(_ target: StoredRecord, _ look: BoardLook) throws {
        isShift = target.kind == "shift"
        title = isShift ? look.snapshot.title(of: target) : "Everybody"
        hours = isShift ? BoardTime.hours(of: target["when"]) : nil
        let word = isShift ? target.status : nil
        state = word == "open" ? nil : word.map(Words.plain)
        let signups = try look.snapshot.signups(of: target)
        need = BoardNeed(signups, of: target)
        people = try signups.map { try Self.person($0, look) }
    }

    private static func person(_ signup: Signup, _ look: BoardLook) throws -> Person {
        let record = signup.record
        let was = record["attendance"]?.string ?? ""
        let name = try look.name(
            record["volunteer"]?.string ?? "", from: record.log,
            shown: record["shown_name"]?.string)
        return Person(
            id: record.id.description, person: name, standing: standing(signup.standing),
            isExpected: signup.isExpected, was: was,
            marks: marks.map {
                Mark(value: $0.0, label: $0.1, isChosen: $0.0.utf8.elementsEqual(was.utf8))
            },
            note: record["note"]?.string)
    }

    private static func standing(_ standing: SignupStanding) -> String? {
        switch standing {
        case .registered: nil
        case .waitlisted(let place): "\(ordinal(place)) in line"
        default: Words.plain(standing.word)
        }
    }

    /// `1st`, `2nd`, `11th`.
    static func ordinal(_ number: Int) -> String {
        let ending =
            switch (number % 100, number % 10) {
            case (11...13, _): "th"
            case (_, 1): "st"
            case (_, 2): "nd"
            case (_, 3): "rd"
            default: "th"
            }
        return "\(number)\(ending)"
    }
}
