internal import CairnModel

/// Follows the writes of one field back through what was undone here.
///
/// What an undo wrote counts as the state that it restored, so that taking back one command after
/// the other walks back through all of them:
///
///     title   A <- B <- C <- B        the last write is an undo's and stands for the first B
struct UndoTrail {
    let engine: Engine
    let field: String
    let place: Place
    /// What writes stand for, by entry.
    private var known: [Int64: Int64?] = [:]

    init(engine: Engine, field: String, place: Place) {
        (self.engine, self.field, self.place) = (engine, field, place)
    }

    /// The entry among some that a live write of the field comes from, or stands for; nil where
    /// it was changed since.
    mutating func write(among live: [LiveWrite], of numbers: Set<Int64>) throws -> Int64? {
        #if FAULTS
            if Fault.undoTakesAll.isOn { return live.first?.entry }
        #endif
        if let own = live.first(where: { numbers.contains($0.entry) }) { return own.entry }
        for write in live {
            if let restored = try restored(by: write.entry), numbers.contains(restored) {
                return restored
            }
        }
        return nil
    }

    /// The write that was shown before an entry, and others of its command, wrote the field; nil
    /// where there was none.
    func before(_ n: Int64, without numbers: Set<Int64>) throws -> LiveWrite? {
        var writes: [LiveWrite] = []
        var waiting = try engine.replaced(by: n, field, place)
        var seen: Set<Int64> = []
        while let next = waiting.popLast() {
            guard seen.insert(next).inserted else { continue }
            if numbers.contains(next) {
                waiting += try engine.replaced(by: next, field, place)
                continue
            }
            let value = try engine.operation(of: next, on: place)?.set
                .first { $0.field == field }?.value
            if let value {
                writes.append(LiveWrite(entry: next, value: value.canonical, saw: []))
            }
        }
        return try engine.winner(writes, field: field)
    }

    /// The entry whose write a live one stands for: itself, where no undo here has to do with it.
    private mutating func restored(by n: Int64) throws -> Int64? {
        // An undo that found the value to restore in place had nothing to write.
        try engine.undoState(of: n) == .undone ? beforeCommand(of: n) : source(of: n)
    }

    private mutating func source(of n: Int64) throws -> Int64? {
        if let known = known[n] { return known }
        let found = try follow(n)
        known[n] = .some(found)
        return found
    }

    /// An undo took back what it replaced or, where that was another undo, what that stands for.
    private mutating func follow(_ n: Int64) throws -> Int64? {
        guard try engine.undoState(of: n) == .undo,
            let replaced = try before(n, without: [])?.entry
        else { return n }
        let isDirect = try engine.undoState(of: replaced) == .undone
        guard let undone = try isDirect ? replaced : source(of: replaced),
            try engine.undoState(of: undone) == .undone
        else { return n }
        return try beforeCommand(of: undone)
    }

    private mutating func beforeCommand(of n: Int64) throws -> Int64? {
        guard let earlier = try before(n, without: engine.sameCommand(n)) else { return nil }
        return try source(of: earlier.entry)
    }
}

/// What undo has to do with an entry that was written here.
enum UndoState: String {
    case done
    /// Taken back.
    case undone
    /// Takes others back.
    case undo
}

extension Engine {
    /// Nil for an entry of another store.
    func undoState(of n: Int64) throws -> UndoState? {
        let select = prepared("SELECT state FROM command WHERE entry = ?1").bind(1, n)
        defer { select.reset() }
        return try select.next() ? UndoState(rawValue: select.text(0)) : nil
    }

    /// The entries of the command that wrote an entry here.
    func sameCommand(_ n: Int64) throws -> Set<Int64> {
        let select = prepared(
            """
            SELECT other.entry FROM command own JOIN command other ON other.n = own.n
            WHERE own.entry = ?1
            """
        ).bind(1, n)
        var numbers: Set<Int64> = [n]
        while try select.next() { numbers.insert(select.int(0)) }
        return numbers
    }
}
