package import CairnModel
package import CairnStore

/// Writes a bundle: one exchange of any length, for whoever it reaches.
package enum BundleWriter {
    /// What was written.
    package struct Written: Sendable {
        package let entries: Int
        package let bytes: Int
        /// Entries that are not in it, since the store has lost those before them.
        package let torn: Int
        package let logs: Set<RecordID>
        /// The tips of those logs: what a reader of the bundle, and of its base, holds.
        package let tips: Vector
        package let summary: BundleSummary
        /// Why the store took a new node id before it wrote.
        package let newIdentity: IdentityChange?
    }

    /// Writes what somebody with the vector `base` lacks of the chosen logs.
    ///
    /// - Parameters:
    ///   - base: nil for a whole bundle.
    ///   - wall: milliseconds since 1970.
    ///   - progress: is told how many entries are written.
    package static func write(
        _ store: Store, _ choice: BundleLogs, since base: Vector?, wall: Int64,
        to target: BundleTarget, progress: (Int) -> Void
    ) throws -> Written {
        let written = try store.sending { snapshot, newIdentity in
            let outgoing = try Outgoing(snapshot, logs: choice.logs(in: snapshot))
            let base = base?.restricted(to: outgoing.logs)
            let tips = try outgoing.tips()
            let hello = try Hello(
                node: snapshot.node(), time: wall, holdings: .have(tips), base: base)
            var writer = try ExchangeWriter(hello, limits: .none, sink: target.write)
            var counter = BundleCounter()
            var torn = 0
            try snapshot.forEachLacking(
                base ?? Vector(), logs: outgoing.logs, leavingOut: [:], torn: { torn += 1 }
            ) { line in
                counter.count(line)
                let isIn = try writer.append(line)
                if writer.entries.isMultiple(of: 1000) { progress(writer.entries) }
                return isIn
            }
            try writer.finish()
            let summary = counter.summary(logs: outgoing.logs, isPartial: base != nil)
            return Written(
                entries: writer.entries, bytes: writer.bytes, torn: torn, logs: outgoing.logs,
                tips: tips,
                summary: try summary.naming(from: snapshot), newIdentity: newIdentity)
        }
        try target.finish()
        return written
    }
}
