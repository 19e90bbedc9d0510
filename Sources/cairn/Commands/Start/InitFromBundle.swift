import CairnStore

/// Makes a second store of the chapter that a bundle holds.
struct InitFromBundle {
    let common: CommonOptions

    func run(_ bundle: String) throws {
        throw CommandFault(
            .failed, "unsupported", "this version cannot start from a bundle yet",
            hint: "start with cairn init --name and read the bundle then")
    }
}
