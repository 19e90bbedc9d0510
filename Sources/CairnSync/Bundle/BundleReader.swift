package import CairnModel
package import CairnStore

/// Reads bundles, in bounded memory: into a store, or just to tell what is inside.
package enum BundleReader {
    /// What reading a bundle into a store brought.
    package struct Result: Sendable {
        package let intake: Intake
        /// Nil where the first section is damaged.
        package let hello: Hello?
        /// Streams of the bundle's base of which the store lacks lines: an earlier bundle has them.
        package let needs: [Vector.Stream]

        /// Whether a person must be told of something that did not arrive.
        package var isIncomplete: Bool { intake.isIncomplete || !needs.isEmpty }

        /// Milliseconds between the writer's clock at writing and this one, where the writer's was
        /// ahead by more than 5 minutes. A bundle may be old, so a clock behind says nothing.
        package func clockLead(wall: Int64) -> Int64? {
            guard let lead = hello?.clockLead(wall: wall), lead > Limit.driftMillisecondsMax
            else { return nil }
            return lead
        }
    }

    /// Applies a bundle to a store. What was applied before an error stays.
    ///
    /// - Parameters:
    ///   - takes: whether entries of a log are wanted.
    ///   - progress: is told how many bytes are read, of how many where that is known.
    /// - Throws: `SyncFault` where the file is no bundle; what the store throws.
    package static func read(
        _ source: consuming BundleSource, into store: Store, takes: @escaping (RecordID) -> Bool,
        progress: (Int, Int?) -> Void
    ) throws -> Result {
        var intake = BundleIntake(store: store, takes: takes)
        while let bytes = try source.next() {
            try named(source.name) { try intake.feed(bytes) }
            progress(source.position, source.size)
        }
        return try named(source.name) { try intake.finish() }
    }

    /// What a look into a bundle found.
    package struct Look: Sendable {
        package let hello: Hello?
        package let summary: BundleSummary
        package let damagedSections: Int
        package let isCut: Bool
        /// Entries that were too long or counted and not there.
        package let missing: Int

        package var isIncomplete: Bool { damagedSections > 0 || isCut || missing > 0 }
    }

    /// Tells what is in a bundle.
    ///
    /// - Throws: `SyncFault` where the file is no bundle.
    package static func look(
        _ source: consuming BundleSource, progress: (Int, Int?) -> Void
    ) throws -> Look {
        var reader = ExchangeReader()
        var viewer = BundleViewer()
        while let bytes = try source.next() {
            viewer.take(try named(source.name) { try reader.feed(bytes) })
            progress(source.position, source.size)
        }
        viewer.take(try named(source.name) { try reader.finish() })
        return viewer.look
    }

    /// The vector that whoever read a bundle is known to have.
    ///
    /// - Throws: `SyncFault` where the file is no bundle or its first section is damaged.
    package static func have(_ source: consuming BundleSource) throws -> Vector {
        var reader = ExchangeReader()
        while !reader.isPastHello, let bytes = try source.next() {
            let events = try named(source.name) { try reader.feed(bytes) }
            for case .hello(let hello) in events {
                if let have = hello.have { return have }
            }
        }
        throw SyncFault(
            .unreadable, "the beginning of \(source.name) is damaged",
            hint: "use a good copy of it, or write a whole bundle without --since")
    }

    /// The same fault with the name of the file.
    private static func named<T>(_ name: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let fault as SyncFault {
            let file = name == "-" ? "standard input" : name
            let reason =
                fault.code == .notAnExchange ? "it does not begin as one does" : fault.reason
            throw SyncFault(
                fault.code, "\(file) cannot be read as a bundle: \(reason)",
                hint: fault.hint)
        }
    }
}
