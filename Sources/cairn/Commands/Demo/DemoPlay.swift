import CairnModel
import Foundation

/// The story of the demo: two schools and the state's coordinator, first without a network.
struct DemoPlay {
    let stage: DemoStage

    func run() throws {
        stage.print("A demo of Cairn in \(stage.folder.path)")
        stage.print("The name before each $ says whose laptop it is.")
        try found()
        try plan()
        try meet()
        try clash()
        try settle()
        try connect()
        try compare()
        stage.print("\nThe folder stays for you to look at: \(stage.folder.path)")
        stage.print("For instance: cairn event list --store \(stage.folder.path)/state.db")
    }

    private func found() throws {
        stage.say("Two schools and the state campaign each start a record of their own.")
        try stage.run(
            "state", "init", "--name", "West Virginia", "--tz", "America/New_York", "--slug",
            "wv")
        try stage.run(
            "lincoln", "init", "--name", "Lincoln High", "--tz", "America/New_York", "--slug",
            "lincoln")
        try stage.run(
            "river", "init", "--name", "Riverside Middle", "--tz", "America/New_York", "--slug",
            "river")
    }

    private func plan() throws {
        stage.say("Lincoln High takes in its members and plans a display. There is no network.")
        try stage.file(
            "members.csv",
            """
            Name;Grade;Parent email;DOB;Photo
            Ana Ruiz;7;ruiz@example.org;2013-05-02;yes
            Ben Köhler;8;kohler@example.org;2012-11-20;no
            Chi Nguyễn;7;nguyen@example.org;2013-01-15;yes

            """)
        try stage.run(
            "lincoln", "import", "csv", "members.csv", "--kind", "volunteer", "--map",
            "guardian.email=Parent email", "--map", "consent/photo=Photo")
        try stage.run(
            "lincoln", "event", "add", "Night display", "--type", "display", "--at",
            "next fri 19:00", "--for", "2h", "--venue", "School yard", "--locality",
            "Morgantown")
        let event = try ref(stage.ask("lincoln", "event", "list"))
        let people = try stage.ask("lincoln", "volunteer", "list").array ?? []
        let ana = try ref(people.first { $0["given_name"] == "Ana" })
        let ben = try ref(people.first { $0["given_name"] == "Ben" })
        try stage.run("lincoln", "me", ana)
        try stage.run(
            "lincoln", "shift", "add", event, "--role", "greeter", "--from", "19:00", "--to",
            "20:00", "--need", "1", "--max", "1")
        let shift = try ref(stage.ask("lincoln", "shift", "list"))
        try stage.run("lincoln", "shift", "signup", shift, ana)
        try stage.run("lincoln", "shift", "signup", shift, ben)
        try stage.run(
            "lincoln", "task", "add", "Borrow forty lanterns", "--event", event, "--due",
            "+3d", "--assignee", ben)
        stage.say("Riverside enters what it did last spring.")
        try stage.run(
            "river", "event", "add", "Letters to the Senate", "--type", "letter_writing",
            "--at", "2026-04-04 11:00", "--for", "90m", "--status", "held",
            "count/letters=41", "reach=60..75")
    }

    private func meet() throws {
        stage.say("They meet the coordinator and hand over a stick. Members stay at their school.")
        try stage.run("lincoln", "bundle", "write", "lincoln.cairn", "--no-people")
        try stage.run("river", "bundle", "write", "river.cairn", "--no-people")
        try stage.run(
            "state", "bundle", "read", "lincoln.cairn", "river.cairn", "--accept-new")
        try stage.run("state", "chapter", "edit", "lincoln", "parent=wv")
        try stage.run("state", "chapter", "edit", "river", "parent=wv")
        try stage.run("state", "chapter", "tree")
    }

    private func clash() throws {
        stage.say("Then both change the same event, each without knowing of the other.")
        let event = try ref(stage.ask("lincoln", "event", "list"))
        try stage.run(
            "lincoln", "event", "edit", event, "title=Night display and film")
        try stage.run(
            "state", "event", "edit", event, "title=Night display at the library")
        try stage.run("lincoln", "event", "confirm", event)
        try stage.run(
            "state", "bundle", "write", "state.cairn", "--chapter", "lincoln", "--no-people")
        try stage.run("lincoln", "bundle", "read", "state.cairn")
    }

    private func settle() throws {
        stage.say("Nothing is lost: Lincoln sees both titles and keeps one.")
        try stage.run("lincoln", "conflict", "list")
        let conflict = try stage.ask("lincoln", "conflict", "list").array?.first {
            $0["code"] == "field"
        }
        guard let id = conflict?["id"]?.string else {
            throw CommandFault(
                .failed, "failed", "the demo expected a conflict and found none",
                hint: "the stores are in \(stage.folder.path)")
        }
        try stage.run("lincoln", "conflict", "show", id)
        try stage.run("lincoln", "conflict", "resolve", id, "--keep", "a")
        try stage.run(
            "lincoln", "bundle", "write", "again.cairn", "--no-people", "--since", "state.cairn")
        try stage.run("state", "bundle", "read", "again.cairn")
        try stage.run("state", "conflict", "list", "--all")
    }

    /// The same exchange once more, over HTTP on this machine alone.
    private func connect() throws {
        stage.say("Later there is a network: the coordinator serves, the schools join and sync.")
        let server = try stage.serve("state")
        defer { server.stop() }
        for school in ["lincoln", "river"] {
            let invitation = try stage.ask(
                "state", "invite", "--chapter", school, "--role", "chapter")
            guard let url = invitation["url"]?.string else {
                throw CommandFault(
                    .failed, "failed", "the demo got no invitation",
                    hint: "the stores are in \(stage.folder.path)")
            }
            stage.print(
                stage.stream.style(
                    "state$ cairn invite --chapter \(school) --role chapter", .quiet))
            stage.print(url)
            try stage.run(school, "join", url, "--name", "state")
        }
        try stage.run(
            "river", "event", "add", "Poster morning", "--type", "art_making", "--at",
            "next sat 10:00")
        try stage.run("river", "sync")
        try stage.run("lincoln", "sync")
        try stage.run("lincoln", "status")
    }

    /// The same log has the same digest on both laptops, or the demo has failed.
    private func compare() throws {
        stage.say("Both now hold the same, which the digest of Lincoln's log shows.")
        try stage.run("lincoln", "digest")
        try stage.run("state", "digest")
        let lincoln = try stage.ask("lincoln", "digest").object ?? []
        let state = try stage.ask("state", "digest")
        let shared = lincoln.filter { state[$0.key] != nil }
        guard !shared.isEmpty, shared.allSatisfy({ state[$0.key] == $0.value }) else {
            throw CommandFault(
                .failed, "failed", "the digests differ",
                hint: "keep \(stage.folder.path) and report it")
        }
        stage.print("The digests of what they share are equal.")
        try stage.run("state", "stats", "--year", "2026", "--under", "wv", "--by", "chapter")
    }

    /// The ref of a record, or of the first of a list.
    private func ref(_ json: JSON?) throws -> String {
        guard let ref = (json?.array?.first ?? json)?["ref"]?.string else {
            throw CommandFault(
                .failed, "failed", "the demo misses a record",
                hint: "the stores are in \(stage.folder.path)")
        }
        return ref
    }
}
