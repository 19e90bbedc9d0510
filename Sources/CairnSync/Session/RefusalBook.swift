package import CairnModel

/// What one side would not take so far in a run: for each stream its first entry, and one line
/// for each code that came without a stream.
package struct RefusalBook: Sendable {
    /// How many it keeps; further streams are left out of it (and asked for again).
    package static let refusalsMax = 10_000

    private enum Key: Hashable {
        case stream(Vector.Stream)
        case code(String)
    }

    private var byKey: [Key: Refusal] = [:]

    package init() {}

    package init(_ refusals: [Refusal]) {
        for refusal in refusals { note(refusal) }
    }

    /// Ascending by stream, those without one last.
    package var list: [Refusal] {
        byKey.values.sorted { left, right in
            let (first, second) = (Self.order(left), Self.order(right))
            return first.utf8.lexicographicallyPrecedes(second.utf8)
        }
    }

    package var isEmpty: Bool { byKey.isEmpty }

    private static func order(_ refusal: Refusal) -> String {
        guard let stream = refusal.stream else { return "~\(refusal.code)" }
        return "\(stream.log) \(stream.node)"
    }

    /// Notes a refusal; of one stream the lowest place is kept.
    ///
    /// - Returns: whether it says something new.
    @discardableResult
    package mutating func note(_ refusal: Refusal) -> Bool {
        let key = refusal.stream.map { Key.stream($0) } ?? .code(refusal.code)
        if let known = byKey[key] {
            guard let seq = refusal.seq, let knownSeq = known.seq, refusal.stream != nil,
                seq < knownSeq || seq == knownSeq && refusal.code != known.code
            else { return false }
        } else if byKey.count == Self.refusalsMax {
            return false
        }
        byKey[key] = refusal
        return true
    }

    /// Something was applied: what was refused for the want of something else may pass now.
    package mutating func noteProgress() {
        byKey = byKey.filter { entry in
            switch RefusalCode(rawValue: entry.value.code) {
            case .gap, .missingPredecessor, .damaged: false
            case .badLine, .tooLarge, .forbidden, .needsUpgrade, nil: true
            }
        }
    }

    /// The place in each stream from which on a sender leaves it out.
    package var leavingOut: [Vector.Stream: Int64] {
        var places: [Vector.Stream: Int64] = [:]
        for refusal in byKey.values {
            if let stream = refusal.stream { places[stream] = refusal.seq }
        }
        return places
    }

    /// Logs of which a sender sends nothing more.
    package var forbiddenLogs: Set<RecordID> {
        Set(
            byKey.values.filter { $0.code == RefusalCode.forbidden.rawValue }
                .compactMap { $0.stream?.log })
    }
}
