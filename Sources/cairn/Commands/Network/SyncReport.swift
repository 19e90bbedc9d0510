import CairnHTTP
import CairnModel
import CairnStore
import CairnSync

/// How a run is told.
enum SyncReport {
    static func json(_ peer: Peer, _ figures: SyncFigures, milliseconds: Int64) -> JSON {
        [
            "peer": .string(peer.name), "agreed": .bool(figures.hasAgreed),
            "sent": .integer(Int64(figures.sent)), "received": .integer(Int64(figures.received)),
            "applied": .integer(Int64(figures.applied)),
            "refused": .array((figures.refused + figures.declined).map(\.json)),
            "kept": .integer(Int64(figures.kept)),
            "conflicts": .integer(Int64(figures.newConflicts)),
            "bytes_sent": .integer(Int64(figures.bytesSent)),
            "bytes_received": .integer(Int64(figures.bytesReceived)),
            "rounds": .integer(Int64(figures.rounds)),
            // Tenths of a second are all that a person or a chart needs.
            "seconds": .number(Double(milliseconds / 100) / 10),
            "clock_ahead_seconds": figures.clockLead.map { .integer($0 / 1000) } ?? .null,
        ]
    }

    /// One line with the figures as data, sentences beside it for what a person should know.
    static func print(_ peer: Peer, _ figures: SyncFigures) {
        var parts = ["sent \(figures.sent)", "received \(figures.applied)"]
        if figures.newConflicts > 0 {
            parts.append(Words.count(figures.newConflicts, "new conflict"))
        }
        let isQuiet = figures.sent == 0 && figures.applied == 0 && figures.hasAgreed
        Console.print(
            "\(peer.name): " + (isQuiet ? "nothing new" : parts.joined(separator: ", ")))
        if figures.newConflicts > 0 {
            Console.note("cairn conflict list shows what two people changed at the same time.")
        }
        for sentence in refusals(figures.refused, by: peer.name, here: false) {
            Console.warn(sentence)
        }
        for sentence in refusals(figures.declined, by: peer.name, here: true) {
            Console.warn(sentence)
        }
        if figures.kept > 0 { Console.warn(kept(figures.kept, by: peer.name)) }
        if let unfinished = unfinished(peer.name, figures) { Console.warn(unfinished) }
        if let change = figures.newIdentity { Console.note(change.description) }
        if let lead = figures.clockLead, Clock.differ(by: lead) {
            Console.warn(clocks(peer.name, lead))
        }
    }

    /// That what was written here stays here.
    static func kept(_ count: Int, by name: String) -> String {
        "\(Words.count(count, "entry")) written here \(Words.verb(count, "stays", "stay")) on this "
            + "laptop: \(name) lets it read these chapters and not write to them"
    }

    /// That the two do not hold the same, where nothing else has said why.
    private static func unfinished(_ name: String, _ figures: SyncFigures) -> String? {
        if figures.hasAgreed { return nil }
        let isExplained = (figures.refused + figures.declined).contains { refusal in
            RefusalCode(rawValue: refusal.code) != .damaged
        }
        if isExplained { return nil }
        return "the exchange with \(name) did not get to its end: "
            + (figures.isCut ? "what it answers breaks off. " : "some of it does not arrive. ")
            + "What came until then is kept; run cairn sync again, from another network if this "
            + "one keeps breaking it off."
    }

    /// That two clocks differ, and by how much.
    static func clocks(_ name: String, _ lead: Int64) -> String {
        let minutes = abs(lead) / 60_000
        let far = minutes < 120 ? "\(minutes) minutes" : "\(minutes / 60) hours"
        return "the clock of \(name) is \(far) \(lead > 0 ? "ahead of" : "behind") this laptop's; "
            + "set the wrong one right"
    }

    /// What stopped a run, by its code.
    static func failure(_ code: String) -> String {
        switch HTTPFault.Code(rawValue: code) {
        case .unreachable: "it could not be reached"
        case .notAServer: "something else answered in its place"
        case .untrusted: "its certificate is not trusted here"
        case .busy: "it was busy or its disk was full"
        case .unauthorized: "it does not know this laptop any more; ask for a new invitation"
        case .forbidden: "it does not let this laptop in"
        case .needsUpgrade: "one of the two needs a newer version of Cairn"
        case .refused, .notInvited, .usage, nil: code
        }
    }

    /// A sentence for each reason.
    static func refusals(_ list: [Refusal], by name: String, here: Bool) -> [String] {
        Dictionary(grouping: list, by: \.code).sorted { $0.key < $1.key }.map { code, refusals in
            let streams = Words.count(refusals.count, "laptop")
            let what =
                here
                ? "some of what \(name) sent, from \(streams), was not taken"
                : "\(name) did not take something of \(streams)"
            return "\(what): \(reason(code)) (\(code))"
        }
    }

    private static func reason(_ code: String) -> String {
        switch RefusalCode(rawValue: code) {
        case .badLine: "it is not written as an entry has to be"
        case .tooLarge: "a line is too long"
        case .forbidden: "that chapter is not part of what was agreed when joining"
        case .needsUpgrade: "a newer version of Cairn wrote it, so update Cairn"
        case .gap, .missingPredecessor: "something that comes before it is missing"
        case .damaged: "it was damaged on the way, so sync again"
        case nil: "the other side gave a reason that this version does not know"
        }
    }
}
