import ArgumentParser
import CairnModel
import CairnStore

struct VolunteerConsent: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent",
        abstract: "Write down what volunteers, or their guardians, agree to.",
        discussion: """
            Examples:
              cairn volunteer consent 2c41 photo,participation granted --method paper
              cairn volunteer consent 2c41 88d0 1f3e participation granted --by "M. R."
              cairn volunteer consent 2c41 photo withdrawn --method phone

            First the volunteers, then the purposes, then granted, denied or withdrawn.
            Purposes: participation, photo, publish_name, publish_art, contact, transport.
            """)

    @Argument(
        help: ArgumentHelp(
            "Who, for what, and granted, denied or withdrawn.", valueName: "ref... purposes state"))
    var words: [String]
    @Option(
        name: .long,
        help: ArgumentHelp("How it was said: paper, online or phone.", valueName: "method"),
        completion: .list(["paper", "online", "phone"]))
    var method: String?
    @Option(name: .long, help: ArgumentHelp("Who said it.", valueName: "name"))
    var by: String?
    @Option(name: .long, help: ArgumentHelp("When it was said. Default: today.", valueName: "day"))
    var date: String?
    @Option(name: .long, help: ArgumentHelp("The last day on which it holds.", valueName: "day"))
    var expires: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func validate() throws {
        guard words.count >= 3 else {
            throw ValidationError("a consent needs volunteers, purposes and a state")
        }
    }

    func run() throws {
        let workspace = try common.open()
        var changed: [StoredRecord] = []
        try workspace.write { lookup in
            changed = try words.dropLast(2).map { try lookup.find($0, "volunteer") }
            let edits = try changed.map { volunteer in
                var input = FieldInput("volunteer", in: volunteer.log, of: volunteer, lookup)
                try fill(&input)
                return Edit(
                    .write, log: volunteer.log, kind: "volunteer", id: volunteer.id,
                    set: input.draft.set)
            }
            return Intent(edits, by: try lookup.actor())
        }
        try workspace.reportAll(changed)
    }

    private func fill(_ input: inout FieldInput) throws {
        let moments = try input.lookup.moments(input.log)
        let day = try moments.read(date ?? "today").date.description
        var value: JSON = .object([("state", .string(words[words.count - 1]))])
        if let by { value = value.setting("by", .string(by)) }
        if let method { value = value.setting("method", .string(method)) }
        value = value.setting("date", .string(day))
        if let expires {
            value = value.setting("expires", .string(try moments.read(expires).date.description))
        }
        for purpose in words[words.count - 2].split(separator: ",") {
            try input.put("consent/\(purpose)", value)
        }
    }
}
