import ArgumentParser
import CairnModel
import CairnStore

struct PeerShare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "share",
        abstract: "Say whether the names of your volunteers go to a server.",
        discussion: """
            Examples:
              cairn peer share state people on
              cairn peer share state people off

            Off is the rule: a coordinator sees counts and "volunteer 7f3a". What was sent
            while it was on stays there.
            """)

    @Argument(help: "The server, by its name in cairn peer list.") var name: String
    @Argument(help: "The word people.") var what: String
    @Argument(help: "on or off.", completion: .list(["on", "off"])) var state: String
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func validate() throws {
        guard what == "people" else { throw ValidationError("what can be shared is people") }
        guard ["on", "off"].contains(state) else { throw ValidationError("it is on or off") }
    }

    func run() throws {
        let store = try common.open().store
        let peer = try store.peer(name)
        let isOn = state == "on"
        try store.update(peer: peer.name) { $0.sharesPeople = isOn }
        if common.json {
            common.printJSON(["peer": .string(peer.name), "shares_people": .bool(isOn)])
        } else {
            Console.note(
                isOn
                    ? "The next sync sends the volunteers' names and details to \(peer.name)."
                    : "Volunteers' names stay here from now on. What was sent before stays there.")
        }
    }
}
