import ArgumentParser

/// What a signup may say besides who and for what.
struct SignupOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "How sure it is: invited, requested, registered, tentative or declined.",
            valueName: "rsvp"),
        completion: Completions.words("signup", "rsvp"))
    var rsvp = "registered"

    @Option(
        name: .long, help: ArgumentHelp("How many people come along.", valueName: "number"))
    var guests: String?

    @Option(
        name: .long,
        help: ArgumentHelp("A note; whoever reads the log reads it.", valueName: "text"))
    var note: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What others read for a volunteer of another chapter.", valueName: "name"))
    var shownName: String?
}
