import ArgumentParser

/// What every import takes.
struct ImportOptions: ParsableArguments {
    @Flag(name: .long, help: "Write what the file says over what is here already.")
    var update = false

    @Flag(name: .long, help: "Show what would happen and write nothing.")
    var dryRun = false
}
