import CairnHTTP
import CairnModel
import CairnStore
import TestSupport
import Testing

/// What somebody who may push a log can put into it, as the API shows it to others.
@Suite(.serialized)
struct ForeignRecordTests {
    @Test("fields with odd names stop no list, and no key stands twice")
    func oddFields() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            let fields = OddFields.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                .map { (key: $0, value: JSON.integer(1)) }
            for kind in ["event", "task", "shift", "signup", "chapter"] {
                let id = kind == "chapter" ? home : RecordID.new()
                try await client.push(.object(fields), kind, id, in: home)
                let list = try await client.get("\(kind)s")
                #expect(list.status == 200)
                // Read strictly: a key that stands twice makes it no JSON.
                let items = list.json["items"]?.array ?? []
                #expect(items.contains { $0["id"] == .string(id.description) }, "\(list.text)")
                let one = try await client.get("\(kind)s/\(id)")
                #expect(one.json["log"] == .string(home.description))
            }
            #expect(try await client.get("conflicts").status == 200)
            #expect(try await client.get("events?q=odd").status == 200)
            #expect(try await client.post("events", ["": 1, "title": "Show"]).status == 400)
        }
    }

    @Test("a chapter's token cannot take over another chapter, nor show volunteers to others")
    func astray() async throws {
        let site = try Site(chapter: "State")
        let (home, school) = (try site.home, try site.addChapter("School"))
        try site.store.confirm([(chapter: school, above: home)])
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, school, on: server)
            try await client.push(
                ["name": "Evil", "slug": "evil", "tz": "UTC"], "chapter", home, in: school)
            try await client.push(["given_name": "Stray"], "volunteer", .new(), in: school)
            let above = try APIClient.of(.coordinator, home, on: server)
            let chapters = try await above.all("chapters")
            #expect(Set(chapters.compactMap { $0["name"]?.string }) == ["State", "School"])
            #expect(try await above.get("chapters/\(home)").json["name"] == "State")
            #expect(try await client.get("chapters/\(home)").status == 404)
            #expect(try await above.all("volunteers").isEmpty)
            let event = try site.event("Night display")
            #expect(try await above.all("events").map { $0["id"]?.string } == [event.description])
            #expect(try await above.all("events?under=evil").isEmpty)
        }
    }
}
