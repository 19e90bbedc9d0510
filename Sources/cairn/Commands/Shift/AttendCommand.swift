import ArgumentParser
import CairnModel
import CairnStore

struct AttendCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attend",
        abstract: "Write down who came.",
        discussion: """
            Examples:
              cairn attend 7f3a --present 2c41 88d0 --late 1f3e --no-show 40aa
              cairn attend 91be --no-show 40aa --rest present

            For an event with shifts it is written to the shifts that each had signed up
            for. Who came without a signup gets one. --rest is for everybody who was
            registered and has nothing written down yet.
            """)

    @Argument(help: "The event or shift, by its ref.") var ref: String
    @Option(name: .long, parsing: .upToNextOption, help: Self.help("Who came."))
    var present: [String] = []
    @Option(name: .long, parsing: .upToNextOption, help: Self.help("Who came late."))
    var late: [String] = []
    @Option(name: .long, parsing: .upToNextOption, help: Self.help("Who left early."))
    var leftEarly: [String] = []
    @Option(
        name: .long, parsing: .upToNextOption,
        help: Self.help("Who had said beforehand that they could not come."))
    var excused: [String] = []
    @Option(name: .long, parsing: .upToNextOption, help: Self.help("Who did not come."))
    var noShow: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp(
            "What holds for all others who had registered, such as present.",
            valueName: "attendance"),
        completion: Completions.words("signup", "attendance"))
    var rest: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    private static func help(_ text: String) -> ArgumentHelp {
        ArgumentHelp("\(text)", valueName: "ref")
    }

    func validate() throws {
        if named.isEmpty && rest == nil {
            throw ValidationError("say who came, for example with --present REF or --rest present")
        }
        let refs = named.map(\.ref)
        if let twice = refs.first(where: { ref in refs.count { $0 == ref } > 1 }) {
            throw ValidationError("\(twice) is named twice")
        }
    }

    private var named: [(ref: String, attendance: String)] {
        let groups = [
            ("present", present), ("late", late), ("left_early", leftEarly),
            ("excused", excused), ("no_show", noShow),
        ]
        return groups.flatMap { word, refs in refs.map { ($0, word) } }
    }

    func run() throws {
        let workspace = try common.open()
        var edits: [Edit] = []
        try workspace.write { lookup in
            let target = try lookup.find(ref, "event", "shift")
            var attendance = try AttendanceEdits(lookup.snapshot, target: target)
            for (ref, word) in named {
                try attendance.mark(try lookup.find(ref, "volunteer"), .string(word))
            }
            if let rest { try attendance.markRest(.string(rest)) }
            edits = attendance.edits
            return Intent(edits, by: try lookup.actor())
        }
        try report(edits, workspace)
    }

    /// Prints the signups that were written.
    private func report(_ edits: [Edit], _ workspace: Workspace) throws {
        try workspace.read { lookup in
            let records = try edits.compactMap {
                try lookup.snapshot.record("signup", $0.id, in: $0.log)
            }
            if common.json {
                return common.printJSON(.array(try records.map { try lookup.json($0) }))
            }
            if records.isEmpty { return Console.note("Nobody was left to write down.") }
            try lookup.table(records, kind: "signup").print(ifEmpty: "")
        }
    }
}
