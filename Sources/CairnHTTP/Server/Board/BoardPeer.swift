internal import CairnModel
internal import CairnStore
internal import CairnSync

/// How things stand with a server that this laptop exchanges with.
struct BoardPeer {
    let name: String
    let sentences: [String]
    /// What somebody should look after; empty where all is well.
    let trouble: String
    let isTroubled: Bool

    /// Days without an exchange after which that is said aloud.
    private static let silentDaysMax: Int64 = 14

    static func all(_ look: BoardLook) throws -> [BoardPeer] {
        try PeerState.all(look.snapshot).map { BoardPeer($0, now: look.now) }
    }

    private init(_ state: PeerState, now: Int64) {
        let peer = state.peer
        name = peer.name
        var sentences: [String] = []
        var troubles: [String] = []
        if let last = peer.succeeded {
            sentences.append("Last exchange \(BoardTime.span(now - last)) ago")
            if now - last > Self.silentDaysMax * 86_400_000 {
                troubles.append("silent for \(BoardTime.span(now - last))")
            }
        } else {
            sentences.append("No exchange yet")
        }
        sentences.append(
            state.waiting == 0
                ? "Nothing waits to be sent"
                : "\(Words.count(state.waiting, "change waits", "changes wait")) to be sent")
        if peer.failure != nil {
            troubles.append("the last try failed (\(Self.reason(peer.failure!)))")
        }
        let declined = state.refused.count + state.declined.count
        if declined > 0 {
            troubles.append(
                "\(Words.count(declined, "laptop's work was", "laptops' work was")) not taken")
        }
        if abs(peer.lead ?? 0) > Limit.driftMillisecondsMax {
            troubles.append("its clock and this one differ")
        }
        self.sentences = sentences
        trouble = troubles.joined(separator: "; ")
        isTroubled = !troubles.isEmpty
    }

    private static func reason(_ code: String) -> String {
        switch code {
        case "unreachable": "it was not reached"
        case "unauthorized", "forbidden": "it does not let this laptop in any more"
        case "untrusted": "its certificate is not trusted"
        default: Words.plain(code.replacing("-", with: " "))
        }
    }
}

/// A chapter and when something of it came last.
struct ChapterLine {
    let chapterTitle: String
    let heard: String
    let isSilent: Bool
    let eventCount: Int

    private static let silentDaysMax: Int64 = 30

    static func all(_ look: BoardLook) throws -> [ChapterLine] {
        let heard = try look.snapshot.lastHeard()
        var counts: [RecordID: Int] = [:]
        for count in try look.snapshot.counts() where count.kind == "event" {
            counts[count.log] = count.records - count.hidden
        }
        let home = look.session.isAtLaptop ? try look.snapshot.home() : nil
        return look.chapters.map { chapter in
            let last = max(heard[chapter.id] ?? 0, heard[chapter.id.peopleLog] ?? 0)
            let silent = look.now - last
            let isHome = chapter.id == home
            return ChapterLine(
                chapterTitle: look.snapshot.title(of: chapter),
                heard: isHome
                    ? "this laptop's own"
                    : last == 0
                        ? "nothing has come from it yet"
                        : "last wrote something \(BoardTime.span(silent)) ago",
                isSilent: !isHome && silent > silentDaysMax * 86_400_000,
                eventCount: counts[chapter.id] ?? 0)
        }
    }
}
