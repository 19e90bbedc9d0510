import ArgumentParser
import CairnHTTP
import CairnModel
import CairnStore

struct InviteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Make a one-time address by which somebody joins this server.",
        discussion: """
            Examples:
              cairn invite --new
              cairn invite --chapter lincoln
              cairn invite --chapter wv-state --role coordinator --expires 2d
              cairn invite --chapter lincoln --reads campaign
              cairn invite --role volunteer --volunteer 2c41
              cairn invite --role volunteer --all --sheet links.html

            --new is for a school that brings its own store; --chapter for another laptop of
            a chapter that this store has. Give the address to one person: whoever has it
            gets in. That person runs cairn join with it; a volunteer opens it on a phone.
            --sheet writes a page to print and cut up, one strip for each volunteer, for
            the guardian where contact goes that way.
            """)

    @Flag(name: .long, help: "For a school that brings its own chapter.")
    var new = false
    @Option(
        name: .long,
        help: ArgumentHelp(
            "What it lets somebody be: chapter, coordinator, reader, writer or volunteer.",
            valueName: "role"),
        completion: .list(Role.allCases.map(\.rawValue)))
    var role = "chapter"
    @Option(
        name: .long,
        help: ArgumentHelp("A common chapter that they may read too.", valueName: "slug|ref"))
    var reads: [String] = []
    @Option(
        name: .long,
        help: ArgumentHelp(
            "A common chapter that they may read and write too.", valueName: "slug|ref"))
    var writes: [String] = []
    @Option(
        name: .long, help: ArgumentHelp("The volunteer whose tasks it opens.", valueName: "ref"))
    var volunteer: String?
    @Flag(name: .long, help: "For every active volunteer of the chapter.")
    var all = false
    @Option(
        name: .long,
        help: ArgumentHelp("A new file to print with a strip for each.", valueName: "file.html"),
        completion: .file(extensions: ["html"]))
    var sheet: String?
    @Option(
        name: .long, help: ArgumentHelp("How long it lasts: 12h, 7d, 2w.", valueName: "time"))
    var expires = "7d"
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The server's address. Default: that of the last cairn serve.", valueName: "url"))
    var url: String?
    @OptionGroup(title: CommonOptions.title) var common: CommonOptions

    func validate() throws {
        guard let role = Role(rawValue: role) else {
            throw ValidationError(
                "a role is \(Words.list(Role.allCases.map(\.rawValue), last: "or"))")
        }
        if new, role != .chapter { throw ValidationError("--new is for the role chapter alone") }
        if !new, role != .volunteer, common.chapterRef == nil {
            throw ValidationError(
                "say whom it is for: --new for another school, or --chapter for one that this "
                    + "store has")
        }
        if (role == .volunteer) != (all || volunteer != nil) || all && volunteer != nil {
            throw ValidationError("--role volunteer goes with either --volunteer or --all")
        }
        if all, sheet == nil { throw ValidationError("--all goes with --sheet") }
        if role == .volunteer, !reads.isEmpty || !writes.isEmpty {
            throw ValidationError("--reads and --writes are not for the role volunteer")
        }
        if sheet != nil, role != .volunteer {
            throw ValidationError("--sheet is for the role volunteer alone")
        }
        if Expiry.milliseconds(expires) == nil {
            throw ValidationError("--expires is like 12h, 7d or 2w, and at most 90 days")
        }
    }

    func run() throws {
        let workspace = try common.open()
        guard let base = try url ?? workspace.store.serverURL() else {
            throw CommandFault.usage(
                "the server's address is not known yet",
                hint: "start cairn serve once, or give --url https://…")
        }
        let expires = workspace.now + (Expiry.milliseconds(expires) ?? 0)
        let start = "\(base.hasSuffix("/") ? String(base.dropLast()) : base)/join/"
        if role == Role.volunteer.rawValue {
            return try VolunteerInvitations(workspace, start: start, expires: expires)
                .make(self)
        }
        let plan = try workspace.read { try InvitationPlan(self, $0, expires: expires) }
        try workspace.store.confirm(plan.branches)
        let code = try workspace.store.invite(plan.invitation)
        report("\(start)\(code)", plan, expires)
    }

    private func report(_ address: String, _ plan: InvitationPlan, _ expires: Int64) {
        let until = Timestamp(milliseconds: expires).instant
        if common.json {
            common.printJSON([
                "url": .string(address), "role": .string(role), "expires": .string(until),
                "chapters": .array(plan.names.map { .string($0) }),
            ])
            return
        }
        Console.print(address)
        Console.note("\(plan.sentence) It works once, until \(until.prefix(10)).")
    }
}
