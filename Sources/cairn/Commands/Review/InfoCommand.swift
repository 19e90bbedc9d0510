import ArgumentParser
import CairnModel
import CairnStore
import Foundation

struct InfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info", abstract: "Say what this store is and how much is in it.",
        discussion: """
            Examples:
              cairn info
              cairn info --json

            It tells nothing about people, so it can be sent to whoever helps.
            """)

    @OptionGroup(title: CommonOptions.title) var options: CommonOptions

    func run() throws {
        let workspace = try options.open()
        try workspace.read { lookup in
            let facts = try facts(lookup)
            if options.json {
                options.printJSON(.object(facts))
                return
            }
            var details = Details()
            for (name, value) in facts {
                details.add(Words.plain(name), Teller.text(value).replacing("(nothing)", with: ""))
            }
            details.print()
        }
    }

    private func facts(_ lookup: Lookup) throws -> [(key: String, value: JSON)] {
        let snapshot = lookup.snapshot
        let counts = try snapshot.counts()
        let kinds = Dictionary(grouping: counts, by: \.kind).sorted { $0.key < $1.key }
        let home = lookup.workspace.home
        let chapter = try home.flatMap { try snapshot.record("chapter", $0, in: $0) }
        let teller = try Teller(lookup, showsPeople: false)
        let node = try snapshot.node()
        let size = try? FileManager.default.attributesOfItem(atPath: options.path)[.size] as? Int
        return [
            ("version", .string(Version.number)), ("sqlite", .string(Store.sqliteVersion)),
            ("store", .string(path)),
            ("bytes", size.map { .integer(Int64($0)) } ?? .null),
            ("node", .string("\(node)")), ("laptop", .string(teller.laptop(node))),
            ("chapter", chapter.map { .string(lookup.snapshot.title(of: $0)) } ?? .null),
            ("chapter_id", home.map { .string("\($0)") } ?? .null),
            ("logs", .integer(Int64(try snapshot.logs().count))),
            ("entries", .integer(Int64(try snapshot.entryCount()))),
            (
                "records",
                .object(kinds.map { ($0.key, Self.sum($0.value.map { $0.records - $0.hidden })) })
            ),
            (
                "deleted",
                .object(
                    kinds.filter { $0.value.contains { $0.hidden > 0 } }
                        .map { ($0.key, Self.sum($0.value.map(\.hidden))) })
            ),
        ]
    }

    /// The store's file, without the name of whose home it is in.
    private var path: String {
        guard let home = Environment.value("HOME") else { return options.path }
        return options.path.hasPrefix(home + "/")
            ? "~" + options.path.dropFirst(home.count) : options.path
    }

    private static func sum(_ numbers: [Int]) -> JSON { .integer(Int64(numbers.reduce(0, +))) }
}
