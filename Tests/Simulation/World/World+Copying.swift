internal import CairnModel
internal import CairnStore
internal import Foundation
internal import TestSupport

/// Backups, copies, crashes and clocks: what happens to a file behind its store's back.
extension World {
    func backUp(_ site: Site) throws {
        let name = "backup \(backups.count + 1)"
        note("\(site.name) makes \(name)")
        if random.chance(50) { site.store = nil }
        let files = try StoreFiles(folder.url.appending(path: name))
        try site.files.copy(.all, to: files)
        backups.append(
            Backup(
                name: name, site: site.name, files: files, state: site.state,
                sidecar: site.sidecar))
    }

    /// Puts an earlier state of a store in its place again.
    func restore(_ site: Site) throws {
        guard let backup = backups.filter({ $0.site == site.name }).randomElement(using: &random)
        else { return }
        let ways = Restoration.allCases.filter { mayRestoreSidecars || $0 != .unnoticed }
        try putBack(backup, at: site, random.pick(ways))
        // Its own lines may come back to it before it writes anything, or after.
        if random.chance(50) { try edit(site) }
        if random.chance(50) { try meet(site) }
        if random.chance(50) { try edit(site) }
    }

    /// The whole folder of an hour ago is put back, when what came after has left already.
    func restoreUnnoticed(_ site: Site) throws {
        guard mayRestoreSidecars else { return }
        try backUp(site)
        let backup = backups[backups.count - 1]
        try edit(site)
        try meet(site)
        try putBack(backup, at: site, .unnoticed)
        if random.chance(50) { try edit(site) }
        try meet(site)
        try edit(site)
    }

    private func putBack(_ backup: Backup, at site: Site, _ way: Restoration) throws {
        note("\(site.name) puts \(backup.name) back, \(way.rawValue)")
        tally.note(way.trouble)
        site.store = nil
        switch way {
        case .replaced: try backup.files.copy(.store, to: site.files, .anew)
        case .sidecarless:
            try backup.files.copy(.store, to: site.files, .into)
            try site.files.remove(.sidecar)
        case .overwritten: try backup.files.copy(.store, to: site.files, .into)
        case .unnoticed: try backup.files.copy(.all, to: site.files, .into)
        }
        let before = site.state.holds
        site.state = backup.state
        forgetLost(before.subtracting(backup.state.holds))
        noteRestored(site, way, backup)
        setWall(site)
        try absorb(site)
    }

    /// Whether this history also does what no store can notice.
    var mayRestoreSidecars: Bool { seed % 3 == 0 }

    /// How a backup is put back.
    enum Restoration: String, CaseIterable {
        case replaced = "as another file"
        case sidecarless = "without a sidecar"
        case overwritten = "into the file, the sidecar as it is now"
        case unnoticed = "into the file, the sidecar as it was then"

        var trouble: Trouble {
            switch self {
            case .replaced: .restoredElsewhere
            case .sidecarless: .restoredBare
            case .overwritten: .restoredBehind
            case .unnoticed: .restoredUnnoticed
            }
        }
    }

    private func noteRestored(_ site: Site, _ way: Restoration, _ backup: Backup) {
        switch way {
        case .replaced: site.generation += 1
        case .sidecarless: site.sidecar = nil
        case .overwritten: break
        case .unnoticed: site.sidecar = backup.sidecar
        }
        guard let sidecar = site.sidecar, sidecar.mark == site.mark,
            sidecar.node == site.state.node, sidecar.written.isSubset(of: site.state.holds)
        else {
            site.state.identity = .changes
            return
        }
        if way == .unnoticed { mayFork = true }
    }

    /// Lines that were destroyed need not be anywhere at the end.
    func forgetLost(_ lost: Set<Int>) {
        for number in lost where !sites.contains(where: { $0.state.holds.contains(number) }) {
            expected.remove(number)
        }
    }

    /// A second laptop gets a copy of the files.
    func copyStore(_ source: Site) throws {
        guard sites.count < 5 else { return }
        let withSidecar = random.chance(50)
        if random.chance(50) { source.store = nil }
        let site = try makeSite(source.state)
        // The store knows them as its own.
        site.undos = source.undos
        note("\(site.name) is a copy of \(source.name) \(withSidecar ? "with" : "without") sidecar")
        tally.note(withSidecar ? .clonedWhole : .clonedBare)
        try source.files.copy(withSidecar ? .all : .store, to: site.files)
        if random.chance(50) { site.machine.name = source.machine.name }
        site.skew = source.skew
        site.state.identity = .changes
        setWall(site)
        try absorb(site)
    }

    /// The disk goes into another machine.
    func moveDisk(_ site: Site) throws {
        note("\(site.name)'s disk goes into another machine")
        tally.note(.moved)
        site.store = nil
        site.machine.name += "'"
        site.state.identity = .changes
        setWall(site)
        try absorb(site)
    }

    /// The program dies, perhaps in the middle of an import, and starts again.
    func crash(_ site: Site) throws {
        note("\(site.name) crashes")
        let place = try StoreFiles(folder.url.appending(path: "crash"))
        try place.remove(.all)
        let before = site.state
        if random.chance(50) {
            try crashInImport(site, place)
            site.store = nil
            try place.copy(.all, to: site.files, .into)
            site.state = before
            tally.note(.copiedMidway)
        } else {
            site.store = nil
            tally.note(.stopped)
        }
        setWall(site)
        // What the import had committed by then is there, and is the store's own.
        try absorb(site, writes: true)
        try performNothing(site)
    }

    /// Leaves in a folder what the disk had at some moment of an import.
    private func crashInImport(_ site: Site, _ place: StoreFiles) throws {
        setWall(site)
        let store = try site.opened()
        if random.chance(50) {
            try store.perform { _ in
                try site.files.copy(.all, to: place)
                return Intent([], by: nil)
            }
            return
        }
        let edits = (0..<3).map { _ in
            Edit(
                .create, log: cast.chapterLog, kind: "zine",
                id: RecordID(high: random.next(), low: random.next()), set: [("what", "X")])
        }
        var isCopied = false
        try store.performMany(Intent(edits, by: nil)) { _ in
            if !isCopied { isCopied = (try? site.files.copy(.all, to: place)) != nil }
        }
        if !isCopied { try site.files.copy(.all, to: place) }
    }

    func performNothing(_ site: Site) throws {
        let count = site.state.held.count
        try site.opened().perform { _ in Intent([], by: nil) }
        try absorb(site)
        try require(site.state.held.count == count, "\(site.name) wrote an entry for nothing")
    }

    /// A wall clock is set, or jumps.
    func turnClock(_ site: Site) {
        let minute: Int64 = 60_000
        let year = 525_960 * minute
        site.skew =
            switch random.number(in: 0...99) {
            case ..<35: 0
            case ..<60: Int64(random.number(in: -10...10)) * minute
            case ..<80: Int64(random.number(in: -3000...3000)) * minute
            default: Int64(random.number(in: -30...30)) * year
            }
        note("\(site.name)'s clock is \(site.skew / minute) minutes wrong")
    }
}
