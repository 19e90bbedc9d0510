import ArgumentParser
import CairnModel
import CairnStore

struct MeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "me",
        abstract: "Say who works on this laptop, or see it.",
        discussion: """
            Examples:
              cairn me
              cairn me 2c41
              cairn me --clear

            It is kept beside the store and never synced. What you write from then on
            says that it was you; --mine, claim and release mean you.
            """)

    @Argument(help: "The volunteer who works here, by ref.") var ref: String?
    @Flag(name: .long, help: "Forget who works here.") var clear = false
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func validate() throws {
        if clear && ref != nil {
            throw ValidationError("say either who you are or --clear, not both")
        }
    }

    func run() throws {
        let workspace = try common.open()
        if clear {
            try workspace.store.setMe(nil)
            if common.json { return common.printJSON(.null) }
            return Console.note("Nobody in particular works on this laptop now.")
        }
        if let ref {
            let name = try workspace.read { lookup in
                let volunteer = try lookup.find(ref, "volunteer")
                return "\(volunteer.log)/\(volunteer.id)"
            }
            try workspace.store.setMe(name)
        }
        try show(Workspace(common, store: workspace.store))
    }

    private func show(_ workspace: Workspace) throws {
        try workspace.read { lookup in
            guard try lookup.actor() != nil else {
                if common.json { return common.printJSON(.null) }
                return Console.note(
                    "Nobody is named yet. cairn me REF says who works on this laptop; "
                        + "cairn volunteer list shows the refs.")
            }
            let me = try lookup.requiredActor(for: "me")
            if common.json { return common.printJSON(try lookup.snapshot.json(me)) }
            try lookup.table([me], kind: "volunteer").print(ifEmpty: "")
        }
    }
}
