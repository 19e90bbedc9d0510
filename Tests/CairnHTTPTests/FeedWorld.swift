import CairnHTTP
import CairnModel
import CairnStore
import NIOHTTP1
import TestSupport

/// A server's store with a chapter, one below it, and a volunteer who has something to do.
struct FeedWorld: Sendable {
    let site: Site
    let below: RecordID
    let ana: RecordID
    let ben: RecordID

    init() throws {
        site = try Site(chapter: "State")
        let home = try site.home
        below = try site.addChapter("Below")
        try site.store.confirm([(chapter: below, above: home)])
        ana = try site.make("volunteer", in: home.peopleLog, ["given_name": "Ana"])
        ben = try site.make("volunteer", in: home.peopleLog, ["given_name": "Ben"])
        try addEvents(home)
        try addTasks(home)
    }

    private func addEvents(_ home: RecordID) throws {
        try event("Open evening", home, visibility: "public")
        try event("Quiet room", home, visibility: nil)
        try event("Postcards", home, visibility: "chapter", status: "cancelled")
        try event("Plan of a draft", home, visibility: "public", status: "draft")
        try event("Unlisted talk", home, visibility: "unlisted")
        let secret = try event("Surprise", home, visibility: "private")
        try event("Below's fair", below, visibility: "public")
        let film = try event("Film night", home, visibility: "chapter")
        let party = try event("Garden party", home, visibility: "unlisted")
        try shift("greeter", film, home, [ana, ben])
        try shift("usher", film, home, [ben])
        try shift("guest of honour", secret, home, [ana])
        // There is one place, and Ben was first.
        try shift("baker", party, home, places: 1, [ben, ana])
    }

    private func addTasks(_ home: RecordID) throws {
        func task(_ title: String, _ set: [String: JSON]) throws {
            try site.make(
                "task", in: home,
                set.merging(["title": .string(title), "notes": "the code of the door"]) { $1 })
        }
        let due: JSON = ["date": "2026-04-02"]
        try task(
            "Hang posters",
            [
                "due": due, "assignee/\(ana)": ["state": "accepted"],
                "assignee/\(ben)": ["state": "claimed"],
            ])
        try task(
            "Carry chairs",
            ["due": due, "status": "done", "assignee/\(ana)": ["state": "claimed"]])
        try task("Sweep", ["due": due, "assignee/\(ana)": ["state": "declined"]])
        try task("Phone Ben", ["due": due, "assignee/\(ben)": ["state": "accepted"]])
    }

    @discardableResult
    private func event(
        _ title: String, _ log: RecordID, visibility: String?, status: String = "confirmed"
    ) throws -> RecordID {
        var set: [String: JSON] = [
            "title": .string(title), "status": .string(status), "outcome_notes": "Secret",
            "when": [
                "start": "2026-03-28T19:00", "end": "2026-03-28T21:00", "tz": "America/New_York",
            ],
        ]
        if let visibility { set["visibility"] = .string(visibility) }
        return try site.make("event", in: log, set)
    }

    private func shift(
        _ role: String, _ event: RecordID, _ log: RecordID, places: Int64? = nil,
        _ people: [RecordID]
    ) throws {
        var set: [String: JSON] = ["event": .string(event.description), "role": .string(role)]
        if let places { set["max_needed"] = .integer(places) }
        let shift = try site.make("shift", in: log, set)
        for person in people {
            try site.make(
                "signup", in: log,
                [
                    "shift": .string(shift.description), "volunteer": .string(person.description),
                    "rsvp": "registered", "note": "Secret",
                ])
        }
    }

    // MARK: Asking

    func token(_ role: Role, of log: RecordID, volunteer: RecordID? = nil) throws -> String {
        let code = try site.store.invite(
            Invitation(
                role, chapter: log, volunteer: volunteer?.description,
                expires: wallNow() + dayMilliseconds))
        return try site.store.join(Joining(code: code, node: NodeID("0123456789abcdef")!)).token
    }

    func volunteerToken() throws -> String { try token(.volunteer, of: site.home, volunteer: ana) }

    func path(_ file: String, of token: String) throws -> String {
        "/f/\(try site.store.feed(ofToken: token)!)/\(file)"
    }

    func get(_ file: String, of token: String, _ server: LiveServer) async throws -> String {
        try await Call(method: .GET, path: path(file, of: token)).send(to: server).text
    }
}
