#if FAULTS
    internal import CairnModel
    internal import Foundation

    /// The deliberate faults of folding that take more than a word.
    extension Engine {
        /// The live writes of a field as a faulty merge would leave them.
        func faulty(
            _ live: [LiveWrite], after before: [LiveWrite], _ over: Set<Dot>, _ own: Merge.Rank,
            _ field: String
        ) throws -> [LiveWrite] {
            switch Fault.active {
            case .clockBeatsCausality:
                let later = try before.filter { write in
                    let mark = try mark(of: write.entry)
                    return over.contains(mark.dot) && mark.rank > own
                }
                return later + live
            case .overForgetsOne where over.count > 1:
                let forgotten = over.min()!
                return try before.filter { try mark(of: $0.entry).dot == forgotten } + live
            case .loserIsLost: return try winner(live, field: field).map { [$0] } ?? []
            default: return live
            }
        }

        /// Lets what an edit of one field names be replaced in all fields.
        func spread(
            _ over: Set<Dot>, in record: inout FoldedRecord, _ before: inout [String: [LiveWrite]]
        ) throws {
            guard Fault.overCrossesFields.isOn else { return }
            for (field, writes) in record.allLive {
                let left = try writes.filter { try !over.contains(mark(of: $0.entry).dot) }
                if left.count == writes.count || left.isEmpty { continue }
                before[field] = before[field] ?? record.cells[field] ?? []
                record.cells[field] = left
            }
        }

        func normalised(_ value: [UInt8]) -> [UInt8] {
            Array(
                String(decoding: value, as: UTF8.self).precomposedStringWithCanonicalMapping.utf8)
        }
    }
#endif
