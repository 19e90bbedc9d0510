import ArgumentParser
import CairnModel
import CairnStore

struct ChapterList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the chapters that this store holds.",
        discussion: """
            Examples:
              cairn chapter list
              cairn chapter list --under wv-state --type school_club
            """)

    @OptionGroup var which: ListOptions
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().read { lookup in
            // Checks the words; the store holds every chapter, so all logs are asked.
            _ = try which.filter("chapter", logs: nil, lookup)
            let branch = try which.under.map {
                try lookup.snapshot.branch(from: lookup.find($0, "chapter").id)
            }
            let chapters = try lookup.snapshot.chapters().filter {
                branch?.contains($0.id) ?? true && which.takes($0)
            }
            let sorted = chapters.sorted {
                lookup.snapshot.title(of: $0).lowercased()
                    < lookup.snapshot.title(of: $1).lowercased()
            }
            if common.json {
                return common.printJSON(.array(try sorted.map { try lookup.snapshot.json($0) }))
            }
            try lookup.table(sorted, kind: "chapter")
                .print(ifEmpty: "No chapters here. cairn chapter add makes one.")
        }
    }
}
