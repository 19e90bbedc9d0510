internal import CairnModel
internal import CairnStore
internal import Hummingbird

/// Whoever asks something of the server, and what that one may see and do.
///
/// Routes and pages ask this value alone, never a token or a cookie. It holds for one request:
/// what a token may do can change between two.
struct Viewer: Sendable {
    /// A volunteer who looks at the own things.
    struct Own: Sendable, Hashable {
        /// The chapter, which is also its log.
        let chapter: RecordID
        let volunteer: RecordID

        /// As `by` and references from other logs have it.
        var name: String { "\(chapter.peopleLog)/\(volunteer)" }
    }

    /// The logs of which everything is shown; nil for all that the store holds.
    let reads: Set<RecordID>?
    /// The logs that may be written to; nil for all that the store holds.
    let writes: Set<RecordID>?
    /// The volunteers who this one is, each in a chapter of which only the own things are shown.
    let selves: [Own]
    /// The number of the token; nil for whoever sits at the laptop.
    let token: Int64?
    /// The officer who acts, `<people log>/<id>`; nil where nobody said.
    private let officer: String?

    /// The holder of a token.
    init(_ holder: TokenHolder) {
        (reads, writes) = (holder.rights.reads, holder.rights.writes)
        selves = holder.grants.compactMap { grant in
            guard grant.role == .volunteer, let id = grant.volunteer.flatMap({ RecordID($0) })
            else { return nil }
            return Own(chapter: grant.log, volunteer: id)
        }
        (token, officer) = (holder.number, nil)
    }

    /// Whoever sits at the laptop itself, who sees and writes what its command line does.
    ///
    /// - Parameter me: who that is, `<people log>/<id>`; nil where nobody said.
    init(atLaptop me: String?) {
        (reads, writes, selves, token, officer) = (nil, nil, [], nil, me)
    }

    /// Whether all of a log is shown.
    func mayRead(_ log: RecordID) -> Bool { reads?.contains(log) ?? true }

    /// Whether records of a log may be made, changed and deleted.
    func mayWrite(_ log: RecordID) -> Bool { writes?.contains(log) ?? true }

    /// Whether there is a log that may be written to.
    var mayWriteAnything: Bool { writes?.isEmpty != true }

    /// Who this one is as a volunteer of the chapter that a log belongs to; nil for nobody.
    func own(in log: RecordID) -> Own? {
        selves.first { $0.chapter == log || $0.chapter.peopleLog == log }
    }

    /// Whether only the own things of volunteers are shown, and nothing of a whole log.
    var isVolunteer: Bool { reads?.isEmpty == true && !selves.isEmpty }

    /// Who acts in a log, as an `Intent` has it; nil where nobody said.
    func actor(in log: RecordID) -> String? {
        officer ?? own(in: log)?.name ?? (selves.count == 1 ? selves[0].name : nil)
    }
}

extension Desk {
    /// Who sends a request, by its token.
    ///
    /// - Throws: `unauthorized`.
    func viewer(_ request: Request) async throws -> Viewer {
        Viewer(try await holder(request))
    }
}
