internal import CairnModel
internal import CairnStore
internal import TestSupport

/// Disks that fail at some write of a command or of an exchange.
extension World {
    /// A small transaction makes about ten, since what follows each other is written at once.
    private static let writesMax = 14

    /// Something that a store does in one transaction.
    private enum Work {
        case importing(Intent)
        case receiving([[UInt8]])

        var isOwn: Bool { if case .importing = self { true } else { false } }
    }

    /// The program dies at some write, which may arrive in part, and starts again.
    func crashAtWrite(_ site: Site) throws {
        let work = someWork(site)
        let plan = DiskPlan(
            .crash, after: random.number(in: 0...Self.writesMax),
            tornPercent: random.chance(50) ? random.number(in: 1...99) : 0)
        note("\(site.name) \(text(work)), and may crash at some write")
        setWall(site)
        _ = try site.opened()
        try FlakyDisk.with(plan, at: site.files.path) {
            let failure = attempt(work, at: site)
            if !plan.hasStruck, let failure { throw failure }
            // The files are closed while nothing can be written any more.
            if plan.hasStruck { site.store = nil }
        }
        if plan.hasStruck {
            tally.note(.crashed)
            tell("it crashes")
            if site.state.identity == .stays { site.state.identity = .mayChange }
            try requireNothingNew(site, "crashed in the middle and kept a part")
            try performNothing(site)
        } else {
            try absorb(site, writes: work.isOwn)
        }
    }

    /// The disk is full at some write; after room was made the same goes through.
    func fillDisk(_ site: Site) throws {
        let work = someWork(site)
        let plan = DiskPlan(.full, after: random.number(in: 0...Self.writesMax))
        note("\(site.name) \(text(work)), and the disk may be full")
        setWall(site)
        _ = try site.opened()
        let failure = FlakyDisk.with(plan, at: site.files.path) { attempt(work, at: site) }
        if let failure {
            tally.note(.full)
            tell("it is")
            try require(
                plan.hasStruck && (failure as? StoreError)?.code == .diskFull,
                "\(site.name) said of a full disk: \(failure)")
            try requireNothingNew(site, "found the disk full and kept a part")
            if let failure = attempt(work, at: site) { throw failure }
        }
        try absorb(site, writes: work.isOwn)
    }

    private func requireNothingNew(_ site: Site, _ what: String) throws {
        let before = site.state.held.count
        try absorb(site)
        try require(site.state.held.count == before, "\(site.name) \(what)")
    }

    private func someWork(_ site: Site) -> Work {
        let other = random.pick(sites)
        let lines = other.state.held.filter { !site.state.holds.contains($0) }
        if !lines.isEmpty, random.chance(50) {
            return .receiving(lines.map { book[$0].bytes })
        }
        let log = random.pick(cast.logs.sorted())
        let edits = (0..<random.number(in: 3...8)).map { _ in someEdit(in: log) }
        return .importing(Intent(edits, by: someone()))
    }

    private func text(_ work: Work) -> String {
        switch work {
        case .importing(let intent): "imports \(intent.edits.map(text).joined(separator: "; "))"
        case .receiving(let lines): "gets \(lines.count) lines"
        }
    }

    /// - Returns: what it failed with.
    private func attempt(_ work: Work, at site: Site) -> (any Error)? {
        do {
            let store = try site.opened()
            switch work {
            case .importing(let intent): try store.performMany(intent) { _ in }
            case .receiving(let lines): _ = try store.receive(lines) { _ in true }
            }
            return nil
        } catch {
            return error
        }
    }
}
