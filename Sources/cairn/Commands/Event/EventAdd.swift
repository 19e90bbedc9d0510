import ArgumentParser
import CairnModel
import CairnStore

struct EventAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add an event.",
        discussion: """
            Examples:
              cairn event add "Night display" --type display --at "sat 19:00" --for 2h
              cairn event add "Card writing" --type letter_writing --at 2026-04-04
              cairn event add "Casting day" --at "4 Apr 2026 11:00" --until 13:00 \\
                --venue "Art room" --locality Morgantown --region WV
              cairn event add "Old march" --at 1999 status=held "tag/Kunst & Kultur=true"

              cairn event add "Club" --at "thu 15:30" --for 90m --repeat weekly
              cairn event add "Board" --at 2026-05-04T18:00 \\
                --repeat "FREQ=MONTHLY;BYDAY=1MO;UNTIL=20270601"

            Times without a zone are in the chapter's zone. Anything else that an event
            can have is given as field=value; cairn event edit --help lists the fields.
            """)

    @Argument(help: "What the event is called.")
    var title: String

    @Argument(help: ArgumentHelp("More fields of an event.", valueName: "field=value"))
    var fields: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What sort of event it is, such as display or letter_writing.", valueName: "type"),
        completion: Completions.words("event", "type"))
    var type: String?

    @Option(name: .long, help: ArgumentHelp("When it begins.", valueName: "when"))
    var at: String?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp("How long, such as 2h or 90m.", valueName: "length"))
    var length: String?

    @Option(name: .long, help: ArgumentHelp("When it ends, instead of --for.", valueName: "time"))
    var until: String?

    @Option(
        name: .customLong("repeat"),
        help: ArgumentHelp(
            "How it repeats: daily, weekly, monthly, yearly, or a rule of RFC 5545.",
            valueName: "rule"))
    var rule: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "How far it has come: draft, tentative, confirmed ... Default: tentative.",
            valueName: "status"),
        completion: Completions.words("event", "status"))
    var status: String?

    @Option(
        name: .long,
        help: ArgumentHelp("How people meet: in_person, virtual or hybrid.", valueName: "mode"),
        completion: Completions.words("event", "mode"))
    var mode: String?

    @Option(name: .long, help: ArgumentHelp("The event in a sentence or two.", valueName: "text"))
    var summary: String?

    @Option(
        name: .long, help: ArgumentHelp("For how many people there is room.", valueName: "number"))
    var capacity: String?

    @Option(name: .long, help: ArgumentHelp("A word to find it by; may be repeated."))
    var tag: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Who holds it with you; may be repeated.", valueName: "name"))
    var partner: [String] = []

    @OptionGroup var place: PlaceOptions
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func validate() throws {
        if length != nil, until != nil {
            throw ValidationError("say how long it lasts with --for or --until, not with both")
        }
    }

    func run() throws {
        try common.open().add("event", log: { try $0.chapterToWrite().id }, fill)
    }

    private func fill(_ input: inout FieldInput) throws {
        try input.read("title", title)
        try input.read("type", type)
        try input.read("status", status ?? "tentative")
        try input.read("mode", mode)
        try input.read("summary", summary)
        try input.read("capacity", capacity)
        try place.fill(&input)
        try input.read(set: "tag", tag)
        try input.read(set: "partner", partner)
        let times = WhenInput(reader: try input.lookup.moments(input.log))
        let typed = try at.map { try times.value(start: $0, length: length, end: until) }
        if let typed { try input.put("when", typed) }
        try input.read(fields)
        if let typed, let when = input.current("when") {
            let first = try rule.map { try input.repeats($0, when) } ?? when
            if first != when || when == typed { try input.putMoment("when", first) }
        } else if rule != nil {
            throw CommandFault.usage(
                "what repeats needs a first date", hint: "say when it begins with --at")
        } else if length != nil || until != nil {
            throw CommandFault.usage(
                "a length or an end needs a beginning", hint: "say when it begins with --at")
        }
    }
}
