import CairnModel
import Simulation
import TestSupport
import Testing

/// The oracle judges the stores, and the golden files judge the oracle.
struct OracleTests {
    @Test("the oracle folds every golden case as the golden file says", arguments: [1, 2, 3])
    func golden(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let cases = try GoldenFold.all()
        #expect(cases.count > 50)
        for golden in cases {
            var lines: [[UInt8]: OracleLine] = [:]
            for entry in golden.entries {
                let line = try #require(OracleLine(entry))
                lines[entry] = line
            }
            let oracle = Oracle(lines.values.shuffled(using: &random))
            #expect(oracle.digests == golden.digests, "\(golden.name)")
            #expect(Set(oracle.hidden.map(\.description)) == golden.hidden, "\(golden.name)")
            #expect(Self.shown(oracle) == golden.shown, "\(golden.name)")
            #expect(Self.conflicts(oracle) == golden.conflicts, "\(golden.name)")
        }
    }

    private static func shown(_ oracle: Oracle) -> [String: String] {
        var shown: [String: String] = [:]
        for (record, fields) in oracle.live {
            let values = fields.compactMap { field, writes in
                writes[0].value.isNull ? nil : (key: field, value: writes[0].value)
            }
            shown[record.description] = JSON.object(values).canonicalText
        }
        return shown
    }

    private static func conflicts(_ oracle: Oracle) -> [String] {
        oracle.conflicts.filter { $0.state == "open" }.map { conflict in
            let record = conflict.record
            return [
                conflict.id, conflict.code, record.log, record.kind, record.id, conflict.field,
                JSON.array(conflict.values.map(\.value)).canonicalText,
            ].joined(separator: "\t")
        }.sorted()
    }
}
