import ArgumentParser
import CairnModel

struct VolunteerNotSame: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "not-same",
        abstract: "Say that two volunteers who look alike are two people.",
        discussion: """
            Examples:
              cairn volunteer not-same 2c41 88d0
            """)

    @Argument(help: "One of them.") var ref: String
    @Argument(help: "The other.") var other: String
    @OptionGroup var common: CommonOptions

    func run() throws {
        try common.open().edit(ref, "volunteer") { input in
            let other = try input.lookup.find(other, "volunteer")
            let name = try input.lookup.name(of: other, from: input.log)
            try input.put("not_same_as/\(name)", true)
        }
    }
}
