import CairnHTTP
import CairnModel
import CairnStore
import TestSupport
import Testing

@Suite(.serialized)
struct ListTests {
    @Test("a walk sees each record once while others are added and changed, in the list's order")
    func walk() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        var made: [RecordID] = []
        for number in 0..<60 {
            // Days that several share, and some without one.
            let day = 1 + number * 7 % 10
            var set: [String: JSON] = ["title": .string("Display \(number)")]
            if number % 6 != 0 {
                set["when"] = ["date": .string("2026-04-\(day < 10 ? "0" : "")\(day)")]
            }
            made.append(try site.make(in: home, set))
        }
        let ids = made
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            var seen: [String] = []
            var next: String? = ""
            var turn = 0
            while let cursor = next {
                let path = "events?limit=7" + (cursor.isEmpty ? "" : "&cursor=\(cursor)")
                let answer = try await client.get(path)
                #expect(answer.status == 200)
                seen += (answer.json["items"]?.array ?? []).compactMap { $0["id"]?.string }
                next = answer.json["next"]?.string
                // The last record of the page loses its time and its place.
                let last = RecordID(seen.last!)!
                try site.rename(last, "Renamed \(turn)", in: home)
                try site.make(in: home, ["title": "New", "when": ["date": "2026-04-05"]])
                turn += 1
                #expect(turn < 40)
            }
            let old = seen.filter { ids.contains(RecordID($0)!) }
            #expect(old.count == ids.count)
            #expect(Set(old) == Set(ids.map(\.description)))
            #expect(Set(seen).count == seen.count)
        }
    }

    @Test("pages of every size hold what one page holds, in its order")
    func pages() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        for number in 0..<23 {
            try site.make(
                in: home,
                [
                    "title": .string("Display \(number)"),
                    "when": ["start": .string("2026-04-0\(1 + number % 3)T19:00"), "tz": "UTC"],
                ])
        }
        let series = try site.make(
            in: home,
            [
                "title": "Club", "recurrence_rule": "FREQ=DAILY;COUNT=9",
                "when": ["start": "2026-04-01T19:00", "tz": "UTC"],
            ])
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            for query in ["events?", "events?from=2026-04-01&to=2026-04-30&", "events?from=2026&"] {
                let whole = try await client.get("\(query)limit=200").json["items"]!.array!
                #expect(whole.count == (query == "events?" ? 24 : 32), "\(query)")
                for limit in [1, 5, 31] {
                    #expect(try await client.all("\(query)limit=\(limit)") == whole, "\(query)")
                }
            }
            let days = try await client.all("events?from=2026-04-04&to=2026-04-05")
            #expect(days.count == 2)
            #expect(days.allSatisfy { $0["series"] == .string(series.description) })
        }
    }

    @Test("a list from a day on has what still goes on then, on whichever page")
    func goesOn() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        for (title, first, last) in [
            ("Over", "2026-05-01", "2026-05-03"), ("Camp", "2026-05-02", "2026-05-04"),
            ("Exhibit", "2026-01-10", "2026-06-30"), ("Later", "2026-05-05", "2026-05-06"),
        ] {
            try site.make(
                in: home,
                [
                    "title": .string(title),
                    "when": [
                        "all_day": true, "start": .string("\(first)T00:00"),
                        "end": .string("\(last)T00:00"),
                    ],
                ])
        }
        try site.make(
            in: home,
            [
                "title": "Night", "recurrence_rule": "FREQ=WEEKLY",
                "when": ["start": "2026-04-26T20:00", "end": "2026-04-27T20:00", "tz": "UTC"],
            ])
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            for limit in [1, 2, 200] {
                let all = try await client.all(
                    "events?from=2026-05-04&to=2026-05-09&limit=\(limit)")
                #expect(
                    all.map { $0["title"] } == ["Exhibit", "Camp", "Night", "Later"], "\(limit)")
            }
        }
    }

    @Test("a cursor that was made up, of another list or another server is refused by its name")
    func foreignCursors() async throws {
        let (site, other) = (try Site(chapter: "Lincoln"), try Site(chapter: "Other"))
        for number in 0..<5 {
            try site.event("Display \(number)")
            try other.event("Display \(number)")
        }
        let (home, away) = (try site.home, try other.home)
        try await LiveServer.with(other) { second in
            let stranger = try await APIClient.of(.chapter, away, on: second)
                .get("events?limit=2").json["next"]!.string!
            try await LiveServer.with(site) { server in
                let client = try APIClient.of(.chapter, home, on: server)
                let own = try await client.get("events?limit=2").json["next"]!.string!
                #expect(try await client.get("events?limit=3&cursor=\(own)").status == 200)
                let bad = [
                    "events?cursor=x", "events?cursor=", "events?cursor=\(own)x",
                    "events?cursor=A\(own)", "events?cursor=\(stranger)",
                    "events?status=held&cursor=\(own)", "tasks?cursor=\(own)",
                    "conflicts?cursor=\(own)", "events?cursor=%00",
                ]
                for path in bad {
                    let answer = try await client.get(path)
                    #expect(answer.status == 400, "\(path)")
                    #expect(answer.code == "invalid_value" || path.hasSuffix("%00"), "\(path)")
                }
            }
        }
    }

    @Test("the filters of the command line narrow lists")
    func filters() async throws {
        let site = try Site(chapter: "Lincoln")
        let home = try site.home
        let people = home.peopleLog
        let (ana, ben) = (
            try site.make("volunteer", in: people, ["given_name": "Ana", "status": "active"]),
            try site.make("volunteer", in: people, ["given_name": "Ben", "status": "moved"])
        )
        let display = try site.make(
            in: home,
            ["title": "Display", "type": "display", "status": "held", "place": ["region": "WV"]])
        let film = try site.make(in: home, ["title": "Film", "type": "film", "status": "draft"])
        let task = try site.make(
            "task", in: home,
            [
                "title": "Print", "status": "open", "event": .string(display.description),
                "assignee/\(ana)": ["state": "accepted"], "assignee/\(ben)": ["state": "declined"],
            ])
        let shift = try site.make("shift", in: home, ["event": .string(display.description)])
        try await LiveServer.with(site) { server in
            let client = try APIClient.of(.chapter, home, on: server)
            func expect(_ path: String, _ ids: [RecordID]) async throws {
                let found = try await client.ids(path)
                #expect(found == Set(ids.map(\.description)), "\(path)")
            }
            try await expect("events?type=display", [display])
            try await expect("events?type=display&type=film", [display, film])
            try await expect("events?status=draft", [film])
            try await expect("events?region=wv", [display])
            try await expect("events?chapter=\(home)", [display, film])
            try await expect("events?chapter=\(RecordID.new())", [])
            try await expect("events?under=\(home)", [display, film])
            try await expect("tasks?assignee=\(ana)", [task])
            try await expect("tasks?assignee=\(people)/\(ana)", [task])
            try await expect("tasks?assignee=\(ben)", [])
            try await expect("tasks?event=\(display)&status=open", [task])
            try await expect("tasks?event=\(film)", [])
            try await expect("shifts?event=\(display)", [shift])
            // Whoever says no status counts as active.
            let everybody = try await client.ids("volunteers")
            let quiet = everybody.subtracting([ana, ben].map(\.description))
                .compactMap { RecordID($0) }
            #expect(quiet.count == 1)
            try await expect("volunteers?status=active", [ana] + quiet)
            try await expect("volunteers?status=moved", [ben])
            try await expect("events?q=DISP", [display])
            try await expect("events?q=film&type=display", [])
            try await expect("volunteers?q=ben", [ben])
            try await expect("tasks?q=ben", [])
            for path in [
                "events?type=party", "events?limit=0", "events?limit=201", "events?limit=1e2",
                "events?from=2026-99", "tasks?mine=1", "tasks?assignee=ana", "shifts?event=x",
                "events?from=2026&from=2027",
            ] {
                let answer = try await client.get(path)
                #expect(answer.status == 400, "\(path)")
                #expect(answer.code == "invalid_value", "\(path)")
                let name = path.split(separator: "?")[1].split(separator: "=")[0]
                #expect(answer.field == String(name), "\(path)")
            }
            let unknown = try await client.get("events?colour=red")
            #expect(unknown.code == "unknown-parameter")
            #expect(unknown.field == "colour")
            #expect(!unknown.text.contains("red"))
        }
    }
}
