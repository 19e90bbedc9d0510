import ArgumentParser
import CairnModel
import CairnStore

struct ShiftList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List shifts by their time, with how many have signed up.",
        discussion: """
            Examples:
              cairn shift list --event 7f3a
              cairn shift list --from today --status open
            """)

    @Option(name: .long, help: ArgumentHelp("Only of this event.", valueName: "ref"))
    var event: String?
    @OptionGroup var which: ListOptions
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func run() throws {
        try common.open().list(
            "shift", which, ifEmpty: "No shifts here. cairn shift add makes one.",
            narrow: { lookup, filter in
                guard let event else { return }
                filter.naming = ("event", try lookup.find(event, "event").id)
            },
            isWanted: { lookup, shift in
                // With its event a shift is out of the way too.
                try which.deleted || lookup.snapshot.event(of: shift)?.isHidden != true
            })
    }
}
