import CairnHTTP
import CairnModel
import CairnStore
import TestSupport

/// A server with a state, a school below it and one elsewhere, and records of every kind in each.
struct RoleWorld {
    /// A record by the name that the tables have for it.
    struct Thing: Sendable {
        let name: String
        let collection: String
        let log: RecordID
        let id: RecordID
        var path: String { "\(collection)/\(id)" }
    }

    let site: Site
    let state: RecordID
    let school: RecordID
    let elsewhere: RecordID
    let ana: RecordID
    let things: [Thing]

    init() throws {
        site = try Site()
        state = try site.addChapter("State")
        school = try site.addChapter("School")
        elsewhere = try site.addChapter("Elsewhere")
        try site.store.setHome(state)
        try site.store.confirm([(chapter: school, above: state)])
        let logs = [("state", state), ("school", school), ("elsewhere", elsewhere)]
        var things: [Thing] = []
        for (name, log) in logs { things += try Self.fill(site, name, log) }
        self.things = things
        ana = things.first { $0.name == "school ana" }!.id
    }

    private static func fill(_ site: Site, _ place: String, _ log: RecordID) throws -> [Thing] {
        var things = [
            Thing(name: "\(place) chapter", collection: "chapters", log: log, id: log)
        ]
        func make(_ name: String, _ kind: String, _ set: [String: JSON]) throws -> RecordID {
            let log = kind == "volunteer" ? log.peopleLog : log
            var id = RecordID.new()
            if kind == "signup", let shift = set["shift"]?.string,
                let who = set["volunteer"]?.string
            {
                id = Snapshot.signupID(of: who, for: RecordID(shift)!)
            }
            try site.make(kind, id, in: log, set)
            things.append(
                Thing(name: "\(place) \(name)", collection: "\(kind)s", log: log, id: id))
            return id
        }
        func text(_ id: RecordID) -> JSON { .string(id.description) }
        let secret = JSON.string("\(place) Secret")
        let ana = try make(
            "ana", "volunteer",
            [
                "given_name": "Ana", "family_name": secret, "email": "ana@example.org",
                "age_band": "adult",
            ])
        let ben = try make("ben", "volunteer", ["given_name": "Ben", "family_name": secret])
        let event = try make("event", "event", ["title": "Display"])
        let hidden = try make("private", "event", ["title": "Board", "visibility": "private"])
        let shift = try make("shift", "shift", ["event": text(event), "max_needed": 1])
        _ = try make("private shift", "shift", ["event": text(hidden)])
        _ = try make(
            "private task", "task",
            [
                "title": "Lock up", "status": "open", "claim_policy": "claimable",
                "event": text(hidden),
            ])
        _ = try make(
            "shared task", "task",
            [
                "title": "Print", "status": "open", "assignee/\(ana)": ["state": "accepted"],
                "assignee/\(ben)": ["state": "accepted"],
            ])
        _ = try make(
            "open task", "task",
            ["title": "Copy", "status": "open", "claim_policy": "claimable"])
        _ = try make(
            "ben's task", "task",
            ["title": "Draw", "status": "open", "assignee/\(ben)": ["state": "accepted"]])
        for (name, who) in [("ana's signup", ana), ("ben's signup", ben)] {
            _ = try make(
                name, "signup",
                ["shift": text(shift), "volunteer": text(who), "rsvp": "registered"])
        }
        return things
    }

    func thing(_ name: String) -> Thing { things.first { $0.name == name }! }

    /// The names of what is in the places, besides or only what the people logs hold.
    func names(_ places: [String], without left: [String] = []) -> Set<String> {
        Set(
            things.map(\.name).filter { name in
                places.contains { name.hasPrefix("\($0) ") }
                    && !left.contains { name.hasSuffix($0) }
            })
    }
}
