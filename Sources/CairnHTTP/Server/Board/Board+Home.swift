internal import CairnModel
internal import CairnStore
internal import Hummingbird

/// GET /: what comes, who is missing, what waits for a decision.
extension Board {
    struct HomeContent {
        let week: WeekStrip
        let events: [EventLine]
        let unreported: [EventLine]
        let tasks: [TaskLine]
        let alerts: [Alert]
        let chapters: [ChapterLine]
        let hasChapters: Bool
        let eventForm: BoardForm

        init(_ look: BoardLook, _ form: BoardForm) throws {
            // One look for both directions.
            let around = try look.events(from: look.today.adding(days: -60), days: 120)
            let today = look.today.description
            let coming = around.filter { ListBound.reaches($0["when"], from: today) }
            let weekEnd = look.today.adding(days: 7).description
            let inWeek = coming.filter { $0.begins(before: weekEnd) }
            week = try WeekStrip(inWeek, look)
            // Of what repeats the next date stands for those after it.
            var series: Set<String> = []
            let listed = coming.filter { event in
                event["series"]?.string.map { series.insert($0).inserted } ?? true
            }
            events = try listed.prefix(10).map { try EventLine($0, look) }
            unreported = try look.unreported(of: around, limit: 5).map { try EventLine($0, look) }
            tasks = try look.openTasks(limit: 8).map { try TaskLine($0, look, people: []) }
            alerts = try Alert.all(look)
            chapters = look.isNetwork ? try ChapterLine.all(look) : []
            hasChapters = !chapters.isEmpty
            eventForm = form
        }
    }

    func home(_ visit: BoardVisit) async throws -> Response {
        let id = visit.newID()
        return try await visit.show(.boardHome, "This week", in: .home) { look in
            try HomeContent(look, EventInput.form(look, id: id))
        }
    }
}

/// A sentence about what waits for somebody, with a way there.
struct Alert {
    let text: String
    let path: String

    static func all(_ look: BoardLook) throws -> [Alert] {
        var alerts: [Alert] = []
        let open = try look.openConflictCount()
        if open > 0 {
            let what = Words.count(open, "thing was", "things were")
            alerts.append(
                Alert(text: "\(what) written differently by two people", path: "/conflicts"))
        }
        if look.session.isAtLaptop {
            let peers = try BoardPeer.all(look)
            for peer in peers where peer.isTroubled {
                alerts.append(Alert(text: "\(peer.name): \(peer.trouble)", path: "/sync"))
            }
            if peers.isEmpty, let waiting = try look.snapshot.waitingCount().nonZero {
                let what = Words.count(waiting, "change has", "changes have")
                alerts.append(Alert(text: "\(what) not left this laptop yet", path: "/sync"))
            }
        }
        return alerts
    }
}

extension Int {
    var nonZero: Int? { self == 0 ? nil : self }
}

extension StoredRecord {
    /// Whether it begins before a local day; what has no time does not.
    func begins(before day: String) -> Bool {
        self["when"]?.startText
            .map { $0.utf8.lexicographicallyPrecedes(day.utf8) } ?? false
    }
}

extension BoardLook {
    /// Those of some events that are over and of which nobody has said how they went, the last
    /// first.
    func unreported(of events: [StoredRecord], limit: Int) -> [StoredRecord] {
        let local = Zone.local(zone, now)
        let open = events.filter { event in
            let when = event["when"]
            let last = (when?["end"] ?? when?["start"] ?? when?["date"])?.string
            // The last of whole days lasts to its end.
            let isDays = when?["all_day"]?.bool == true
            guard let end = last.map({ isDays ? String($0.prefix(10)) : $0 }), end.utf8.count >= 10,
                end.utf8.lexicographicallyPrecedes(local.utf8.prefix(end.utf8.count))
            else { return false }
            return ["tentative", "confirmed"].contains(event.status)
        }
        return Array(open.suffix(limit).reversed())
    }
}
