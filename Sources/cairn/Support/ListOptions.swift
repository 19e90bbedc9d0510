import ArgumentParser

/// Which records a list takes.
struct ListOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "From that day or time on, such as today, with what still goes on then.",
            valueName: "when"))
    var from: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Up to that day, month or year, which is included.", valueName: "when"))
    var to: String?

    @Option(
        name: .long, help: ArgumentHelp("Only of this type; may be repeated.", valueName: "type"))
    var type: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Only with this status; may be repeated.", valueName: "status"))
    var status: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp("Only in this state or province, such as WV.", valueName: "region"))
    var region: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Only a chapter and all below it.", valueName: "slug|ref"))
    var under: String?

    @Flag(name: .long, help: "Only what was deleted.")
    var deleted = false
}
