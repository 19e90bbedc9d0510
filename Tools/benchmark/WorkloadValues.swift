import CairnModel
import Foundation

/// One random source behind every value of the workload.
struct WorkloadValues {
    var random: Seeded
    private var milliseconds: Int64 = 1_720_000_000_000

    init(seed: UInt64) { random = Seeded(seed) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }

    mutating func pick(_ texts: [String]) -> String { texts[number(0...(texts.count - 1))] }

    /// A UUID of version 7: a rising time in front, 74 random bits behind.
    mutating func newID() -> RecordID {
        milliseconds += Int64(number(1...3))
        return .version7(milliseconds: milliseconds, random: (random.next(), random.next()))
    }

    mutating func words(_ count: Int) -> String {
        (0..<count).map { _ in pick(Self.words) }.joined(separator: " ")
    }

    private mutating func time() -> String {
        let parts = [number(1...12), number(1...28), number(6...21), number(0...3) * 15]
        return
            "2026-\(pad(parts[0], 2))-\(pad(parts[1], 2))T\(pad(parts[2], 2)):\(pad(parts[3], 2))"
    }

    private mutating func time(end: Bool) -> JSON {
        let start = time()
        var object: JSON = ["start": .string(start), "tz": .string(pick(Self.zones))]
        if end { object = object.setting("end", .string(String(start.prefix(11)) + "22:30")) }
        return object
    }

    /// A field with a value; `name/` becomes an element.
    mutating func field(
        _ name: String, _ events: [RecordID], _ volunteers: [RecordID]
    ) -> (field: String, value: JSON) {
        switch name {
        case "tag/": return ("tag/\(pick(Self.words))", true)
        case "assignee/":
            let volunteer = volunteers[number(0...(volunteers.count - 1))]
            return ("assignee/\(volunteer)", ["state": "accepted"])
        case "event": return (name, .string(events[number(0...(events.count - 1))].description))
        case "when": return (name, time(end: true))
        case "due": return (name, time(end: false))
        case "place":
            let address = "\(words(1).capitalized) Street \(number(1...200))"
            return (
                name,
                [
                    "address": .string(address), "locality": .string(pick(Self.cities)),
                    "name": .string(words(2).capitalized + " Hall"),
                ]
            )
        case "grade": return (name, ["value": .string(String(number(1...12)))])
        case "capacity", "min_needed", "effort_minutes":
            return (name, .integer(Int64(number(5...500))))
        default: return (name, .string(text(name)))
        }
    }

    private mutating func text(_ name: String) -> String {
        switch name {
        case "title": return words(number(3...6)).capitalized
        case "summary", "notes": return String(words(24).prefix(number(80...130)))
        case "instructions": return words(3)
        case "online_url": return "https://example.org/e/\(number(100_000...999_999))"
        case "given_name", "preferred_name": return pick(Self.given)
        case "family_name": return pick(Self.family)
        case "email":
            return "\(pick(Self.given)).\(pick(Self.family))\(number(1...9999))@example.org"
                .lowercased()
        case "phone": return "+3519\(number(10_000_000...99_999_999))"
        case "status": return "open"
        default: return pick(Self.choices[name]!)
        }
    }

    private static let choices = [
        "type": ["presentation", "exhibit", "art_making", "letter_writing", "club_meeting"],
        "mode": ["in_person", "virtual", "hybrid"],
        "visibility": ["public", "unlisted", "chapter"],
        "accessibility": ["accessible", "not_accessible", "not_sure"],
        "age_band": ["under_13", "13_15", "16_17", "adult"],
        "contact_policy": ["direct", "via_guardian", "adviser_only"],
        "priority": ["high", "medium", "low"],
        "claim_policy": ["assign_only", "claimable"],
    ]
    private static let zones = ["Europe/Lisbon", "Europe/Berlin", "Europe/Oslo", "Europe/Warsaw"]
    private static let words = """
        paper crane lantern school garden poster letter petition gallery museum library assembly \
        morning evening river bridge harbour market station hall stage chorus drum banner stone \
        path summit candle window mural ribbon notebook ballot radio film photo speech reading \
        survivor teacher senator mayor adviser planning supper bake sale walk bike bus train
        """.split(separator: " ").map(String.init)
    private static let cities = """
        Lisbon Porto Madrid Lyon Bonn Graz Brno Malmo Bergen Tampere Cork Leeds Ghent Zürich Kraków \
        Århus Málaga Győr Tartu
        """.split(separator: " ").map(String.init)
    private static let given = """
        Ana Luis Marta Jonas Eva Piotr Lena Omar Noor Ivan Sofia Hugo Mia Leo Zoë Björn Inês Aya
        """.split { $0.isWhitespace }.map(String.init)
    private static let family = """
        Silva Costa Novak Berg Kowalski Haddad Olsen Murphy Rossi Garcia Weber Nagy Tamm Virtanen
        """.split { $0.isWhitespace }.map(String.init)
}
