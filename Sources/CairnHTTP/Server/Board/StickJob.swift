internal import CairnModel
internal import CairnStore
internal import CairnSync
internal import Synchronization

/// What reading a bundle brought, in words.
struct StickReport: Sendable {
    let heading: String
    let sentences: [String]
    let isIncomplete: Bool

    init(_ result: BundleReader.Result, leftOutLogs: Int) {
        let intake = result.intake
        heading =
            intake.applied == 0
            ? "Nothing new" : "\(Words.count(intake.applied, "new change")) came in"
        var sentences: [String] = []
        if intake.known > 0 {
            let were = Words.verb(intake.known, "was", "were")
            sentences.append("\(intake.known) \(were) here already")
        }
        if intake.newConflicts > 0 {
            sentences.append(
                "\(Words.count(intake.newConflicts, "value was", "values were")) written differently "
                    + "by two people: see To decide")
        }
        if leftOutLogs > 0 {
            sentences.append(
                "Some of it belongs to chapters that are not on this laptop and was left out; tick "
                    + "the box below and read it again to take them in")
        }
        if intake.damagedSections > 0 {
            sentences.append(
                "\(Words.count(intake.damagedSections, "part")) of the file "
                    + Words.verb(
                        intake.damagedSections, "is damaged and was", "are damaged and were")
                    + " left out; everything before and after it is in. Read a good copy to mend it"
            )
        }
        if intake.isCut { sentences.append("The file ends too early: copy it to the stick again") }
        if intake.refused > 0 {
            sentences.append("\(Words.count(intake.refused, "change")) could not be taken")
        }
        if !result.needs.isEmpty {
            sentences.append("It goes on from an earlier stick: read that one first")
        }
        self.sentences = sentences.map { $0 + "." }
        isIncomplete = result.isIncomplete
    }
}

/// One bundle that somebody sends. Used on the store's thread alone; the lock says so to the
/// compiler.
final class StickJob: Sendable {
    private struct State {
        var reader: MultipartReader
        var intake: BundleIntake?
        var isAllowed = false
        var takesNew = false
        var hadFile = false
    }

    private let store: Store
    private let session: BoardSession
    private let state: Mutex<State>
    private let leftOut = Mutex<Set<RecordID>>([])

    init(store: Store, session: BoardSession, reader: MultipartReader) {
        (self.store, self.session) = (store, session)
        state = Mutex(State(reader: reader))
    }

    /// Takes bytes of the request. The form's own fields come before the file.
    ///
    /// - Throws: `SyncFault` where the file is no bundle; `Problem`.
    func feed(_ bytes: [UInt8]) throws {
        try state.withLock { state in
            for event in try state.reader.feed(bytes) { try take(event, &state) }
        }
    }

    private func take(_ event: MultipartReader.Event, _ state: inout State) throws {
        switch event {
        case .field("form", let value):
            try session.check(value)
            state.isAllowed = true
        case .field("new", _): state.takesNew = true
        case .field: break
        case .file:
            guard state.isAllowed else { throw Problem.foreignForm }
            state.intake = try begin(takesNew: state.takesNew)
        case .bytes(let bytes):
            state.hadFile = true
            try state.intake?.feed(bytes)
        case .fileEnd: break
        }
    }

    private func begin(takesNew: Bool) throws -> BundleIntake {
        let held = try store.read { try $0.logs() }
        let known = held.union(held.map(\.peopleLog))
        let viewer = session.viewer
        return BundleIntake(store: store) { [self] log in
            let isTaken = viewer.mayWrite(log) && (takesNew || known.contains(log))
            if !isTaken { leftOut.withLock { _ = $0.insert(log) } }
            return isTaken
        }
    }

    /// Ends it, and says what it brought. What was confirmed is kept whether or not the rest came.
    func finish(wall: Int64) throws -> StickReport {
        try state.withLock { state in
            guard state.isAllowed else { throw Problem.foreignForm }
            guard state.hadFile, var intake = state.intake else {
                throw SyncFault(.unreadable, "no file was chosen", hint: "choose a file")
            }
            let result = try intake.finish()
            let refused = result.intake.refused + result.intake.missing
            if session.isAtLaptop { try store.noteRead(refused: refused, at: wall) }
            return StickReport(result, leftOutLogs: leftOut.withLock { $0.count })
        }
    }
}
