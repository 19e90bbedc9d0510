internal import CairnModel
internal import Foundation

/// A case of Schema/golden/folds.json: entries, and what they mean together.
package struct GoldenFold: Sendable, CustomStringConvertible {
    package let name: String
    /// Lines in an order in which they can arrive.
    package let entries: [[UInt8]]
    /// Log to hex.
    package let digests: [String: String]
    /// Open conflicts by id: `id code log record record_id field values`, TAB between.
    package let conflicts: [String]
    /// `log kind id`.
    package let hidden: Set<String>
    /// By `log kind id` the shown values as a canonical object.
    package let shown: [String: String]

    package var description: String { name }

    package static func all() throws -> [GoldenFold] {
        let data = try Data(contentsOf: ProjectFolder.file("Schema/golden/folds.json"))
        return (try JSON(reading: data).array ?? []).map(GoldenFold.init)
    }

    private init(_ json: JSON) {
        func texts(_ json: JSON?) -> [String] { (json?.array ?? []).compactMap(\.string) }
        name = json["name"]?.string ?? ""
        entries = texts(json["entries"]).map { Array($0.utf8) }
        digests = Dictionary(
            uniqueKeysWithValues: (json["digests"]?.object ?? []).map {
                ($0.key, $0.value.string ?? "")
            })
        conflicts = (json["conflicts"]?.array ?? []).map { conflict in
            ["id", "code", "log", "record", "record_id", "field"]
                .map { conflict[$0]?.string ?? "" }.joined(separator: "\t")
                + "\t\((conflict["values"] ?? .null).canonicalText)"
        }
        hidden = Set(
            (json["hidden"]?.array ?? []).map { texts($0).joined(separator: " ") })
        shown = Dictionary(
            uniqueKeysWithValues: (json["shown"]?.object ?? []).map {
                ($0.key, $0.value.canonicalText)
            })
    }
}
