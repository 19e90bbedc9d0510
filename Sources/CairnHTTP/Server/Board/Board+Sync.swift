internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import Hummingbird

/// What has been exchanged with whom, and bundles on a stick.
extension Board {
    struct CallerLine {
        let caller: String
        let last: String
    }

    struct SyncContent {
        let isAtLaptop: Bool
        let peers: [BoardPeer]
        let waiting: String?
        let written: String?
        let wasRead: String?
        let missing: String?
        let callers: [CallerLine]
        let chapters: [ChapterLine]
        let inside: String
        let hasPeople: Bool
        let isNetwork: Bool
        let report: StickReport?
        let readFault: String?

        init(_ look: BoardLook, report: StickReport?, fault: String?) throws {
            let snapshot = look.snapshot
            isAtLaptop = look.session.isAtLaptop
            peers = isAtLaptop ? try BoardPeer.all(look) : []
            let shared = try snapshot.shared()
            let ago = { (time: Int64?) in time.map { "\(BoardTime.span(look.now - $0)) ago" } }
            let count = try snapshot.waitingCount()
            waiting =
                isAtLaptop && peers.isEmpty && count > 0
                ? "\(Words.count(count, "change was", "changes were")) made here since the last stick"
                : nil
            written = isAtLaptop ? ago(shared.writtenAt) : nil
            wasRead = isAtLaptop ? ago(shared.readAt) : nil
            missing =
                isAtLaptop && shared.refused > 0
                ? "\(Words.count(shared.refused, "line")) of the last stick could not be taken"
                : nil
            callers = isAtLaptop ? try look.callers() : []
            chapters = try ChapterLine.all(look)
            inside = try look.inside()
            hasPeople = !look.peopleLogs.isEmpty
            isNetwork = look.isNetwork
            (self.report, readFault) = (report, fault)
        }
    }

    func sync(_ visit: BoardVisit) async throws -> Response {
        try await showSync(visit)
    }

    func showSync(
        _ visit: BoardVisit, report: StickReport? = nil, fault: String? = nil
    ) async throws -> Response {
        try await visit.show(
            .boardSync, "Exchange", in: .sync,
            status: fault == nil ? .ok : .unprocessableContent
        ) { try SyncContent($0, report: report, fault: fault) }
    }
}

extension BoardLook {
    /// The laptops that were let in to this one's server, and when each called last.
    fileprivate func callers() throws -> [Board.CallerLine] {
        try snapshot.tokens().filter { $0.revoked == nil }.map { entry in
            let logs = Set(entry.grants.map(\.log))
            let names = chapters.filter { logs.contains($0.id) }.map { snapshot.title(of: $0) }
            let what = names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
            let last = entry.used.map { "called \(BoardTime.span(now - $0)) ago" }
            let clock = entry.clockLead == nil ? "" : "; its clock and this one differ"
            return Board.CallerLine(
                caller: (entry.name ?? "A laptop") + what,
                last: (last ?? "has not called yet") + clock)
        }
    }

    /// What a stick written without further choices holds.
    fileprivate func inside() throws -> String {
        let home = mainChapter?.id
        var counts: [String: Int] = [:]
        for count in try snapshot.counts()
        where count.log == home || count.log == home?.peopleLog && viewer.mayRead(count.log) {
            counts[count.kind, default: 0] += count.records - count.hidden
        }
        let parts = [("event", "event"), ("task", "task"), ("volunteer", "volunteer")].map {
            Words.count(counts[$0.0] ?? 0, $0.1)
        }
        return "\(mainChapter.map(snapshot.title) ?? "This chapter"): \(Words.list(parts))"
    }
}
