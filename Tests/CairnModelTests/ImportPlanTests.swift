import CairnModel
import Testing

@Suite("Planning an import")
struct ImportPlanTests {
    private let log = RecordID(high: 1, low: 2)

    private func plan(
        _ kind: String, _ text: String, maps: [(target: String, column: String)] = [],
        zone: String = "America/New_York", country: String? = "US",
        defaults: [(field: String, value: JSON)] = []
    ) throws -> ImportPlan {
        let spec = try #require(Vocabulary.current.kind(kind))
        let today = try #require(CivilDate("2026-04-01"))
        return try CSVImport(
            kind: spec, log: log, zone: zone, country: country, today: today,
            now: 1_775_059_200_000, maps: maps, defaults: defaults
        ).plan(Array(text.utf8))
    }

    /// The values of the only row.
    private func row(
        _ kind: String, _ text: String, maps: [(target: String, column: String)] = [],
        zone: String = "America/New_York", country: String? = "US"
    ) throws -> [String: JSON] {
        let plan = try plan(kind, text, maps: maps, zone: zone, country: country)
        #expect(plan.refused == [])
        let edit = try #require(plan.edits.first?.edit)
        return Dictionary(edit.set.map { ($0.field, $0.value) }) { first, _ in first }
    }

    private func refusal(
        _ kind: String, _ text: String, country: String? = "US",
        maps: [(target: String, column: String)] = []
    ) throws -> ImportPlan.Refused? {
        try plan(kind, text, maps: maps, country: country).refused.first
    }

    private func fault(_ kind: String, _ text: String, map: (String, String)) -> ImportFault? {
        do {
            _ = try plan(kind, text, maps: [(target: map.0, column: map.1)])
            return nil
        } catch { return error as? ImportFault }
    }

    // MARK: Columns

    @Test("columns are known by their names in four languages, however they are written")
    func languages() throws {
        for header in [
            "Title,Start_Date,City", "TITEL,Startdatum,Stadt", "Título,Fecha,Ciudad",
            "Titre,Date début,Ville", "Event Name,Date (YYYY-MM-DD),town",
        ] {
            let values = try row("event", "\(header)\nVigil,2026-04-04,Bern")
            #expect(values["title"] == "Vigil", "\(header)")
            #expect(values["when"] == ["date": "2026-04-04"], "\(header)")
            #expect(values["place"] == ["locality": "Bern"], "\(header)")
        }
    }

    @Test("--map goes before the guess, and an empty column leaves a target out")
    func maps() throws {
        let text = "Name,Label,Topic,Notes\nOne,Real title,music,secret"
        let values = try row(
            "event", text,
            maps: [
                (target: "title", column: "label"), (target: "campaign", column: "Topic"),
                (target: "outcome_notes", column: ""),
            ])
        #expect(values["title"] == "Real title")
        #expect(values["campaign/music"] == true)
        #expect(values["outcome_notes"] == nil)
        let plan = try plan("event", text, maps: [(target: "title", column: "Label")])
        #expect(plan.leftOut == ["Name"])
        #expect(plan.mapping.map(\.column) == ["Label", "Topic", "Notes"])
        #expect(plan.mapping.map(\.target) == ["title", "tag", "outcome_notes"])
        #expect(plan.mapping.map(\.how) == ["by --map", "by its name", "by its name"])
    }

    @Test("--map reaches members, elements, consents and identifiers")
    func mapTargets() throws {
        let values = try row(
            "volunteer", "Kid,Parent email,Photo,Sings,Nr\nAna,p@x.org,yes,no,7",
            maps: [
                (target: "name", column: "Kid"), (target: "guardian.email", column: "Parent email"),
                (target: "consent/photo", column: "Photo"), (target: "tag/music", column: "Sings"),
                (target: "identifier/roster", column: "Nr"),
            ])
        #expect(values["guardian"] == ["email": "p@x.org"])
        #expect(values["consent/photo"] == ["state": "granted"])
        #expect(values["tag/music"] == nil)
        #expect(values["identifier/roster:7"] == true)
    }

    @Test("a --map that names what is not there says what looks alike")
    func mapFaults() {
        let text = "Name,Topic\nVigil,x"
        #expect(fault("event", text, map: ("titel_x", "Name"))?.reason.contains("titel_x") == true)
        #expect(fault("event", text, map: ("summry", "Topic"))?.hint == "did you mean summary?")
        #expect(
            fault("event", text, map: ("title", "Topics"))?.hint == "did you mean \"Topic\"?")
        #expect(
            fault("event", text, map: ("title", "Zebra"))?.hint == "its columns are Name, Topic")
    }

    @Test("a file without a column for the title is refused as a whole, with what to do")
    func noTitle() {
        #expect(throws: ImportFault.self) { try plan("event", "City,Country\nBern,CH") }
        #expect(throws: ImportFault.self) { try plan("volunteer", "Email\na@x.org") }
    }

    @Test("a column Name beside Vorname is the family name")
    func nameBeside() throws {
        let german = try row("volunteer", "Name,Vorname\nMüller,Jörg")
        #expect(german["family_name"] == "Müller")
        #expect(german["given_name"] == "Jörg")
        let three = try plan("volunteer", "Name,First Name,Last Name\nA B,A,B")
        #expect(three.leftOut == ["Name"])
    }

    @Test(
        "a name in one cell is parted",
        arguments: [
            ("Ana Maria Ruiz", "Ana Maria", "Ruiz"), ("\"Ruiz, Ana\"", "Ana", "Ruiz"),
            ("Jan van der Berg", "Jan", "van der Berg"),
            ("Maria de la Cruz", "Maria", "de la Cruz"),
            ("John Smith Jr.", "John", "Smith Jr."), ("Al Gore", "Al", "Gore"), ("Ana", "Ana", nil),
            ("De Niro", "De", "Niro"),
        ] as [(String, String, String?)])
    func names(text: String, given: String, family: String?) throws {
        let values = try row("volunteer", "Name\n\(text)")
        #expect(values["given_name"]?.string == given)
        #expect(values["family_name"]?.string == family)
    }

    // MARK: Values

    @Test(
        "telephone numbers become E.164",
        arguments: [
            ("(304) 555-0123", "US", "+13045550123"), ("1 304 555 0123", "US", "+13045550123"),
            ("0178-4001370", "DE", "+491784001370"), ("+49 (0) 178 4001370", "US", "+491784001370"),
            ("0049 178 4001370", nil, "+491784001370"), ("612 345 678", "ES", "+34612345678"),
            ("06 1234567", "IT", "+39061234567"),
        ] as [(String, String?, String)])
    func phones(text: String, country: String?, expected: String) throws {
        let values = try row("volunteer", "Name,Phone\nAna,\(text)", country: country)
        #expect(values["phone"]?.string == expected)
    }

    @Test(
        "what is no telephone number refuses the row",
        arguments: [
            ("1bc12345678", "US"), ("111111111", "US"), ("4001370", "DE"), ("3045550123", nil),
            ("+1 304 555", "US"), ("555-0123 x9", "US"), ("+", "US"),
        ] as [(String, String?)])
    func noPhone(text: String, country: String?) throws {
        let refused = try refusal("volunteer", "Name,Phone\nAna,\(text)", country: country)
        #expect(refused?.line == 2)
        #expect(refused?.column == "Phone")
        #expect(refused?.value == text)
        #expect(refused?.code == "invalid_value")
    }

    @Test(
        "countries are read by code and by name",
        arguments: [
            ("us", "US"), ("U.S.A.", "US"), ("UK", "GB"), ("Scotland", "GB"),
            ("Deutschland", "DE"), ("España", "ES"), ("Côte d'Ivoire", "CI"),
            ("Bosnia & Herzegovina", "BA"), ("The Netherlands", "NL"), ("China", "CN"),
            ("Kosovo", "XK"), ("Saint Lucia", "LC"),
        ])
    func countries(text: String, code: String) throws {
        let values = try row("event", "Title,Country\nVigil,\(text)")
        #expect(values["place"]?["country"]?.string == code)
    }

    @Test("a country, a type or a date that cannot be read refuses the row and is named")
    func refusals() throws {
        let country = try refusal("event", "Title,Country\nVigil,Atlantis")
        #expect(country?.column == "Country")
        #expect(country?.value == "Atlantis")
        let type = try refusal("event", "Title,Type\nVigil,gala")
        #expect(type?.column == "Type")
        #expect(type?.reason.contains("fundraiser") == true)
        let date = try refusal("event", "Title,Date\nVigil,2026-02-31")
        #expect(date?.column == "Date")
        #expect(date?.reason == "there is no 31 February 2026: that month has 28 days")
        let word = try refusal("event", "Title,Date\nVigil,tomorrow")
        #expect(word?.reason == "\"tomorrow\" names no date by itself")
        let title = try refusal("event", "Title,City\n,Bern")
        #expect(title?.column == "Title")
        #expect(title?.code == "missing_value")
    }

    @Test("a refused row stops no other, and each row counts once")
    func counts() throws {
        let plan = try plan("event", "Title,Date\nOne,x\nTwo two,1999\n\"Three\n,1\nFour,2000,,z\n")
        #expect(plan.rows == 5)
        #expect(plan.edits.map(\.line) == [3])
        #expect(plan.refused.map(\.line) == [2, 4, 5, 6])
        #expect(
            plan.refused.map(\.code) == [
                "invalid_value", "unterminated_quote", "missing_value", "too_many_cells",
            ])
    }

    @Test("lists are parted, spelled and named as elements")
    func lists() throws {
        let values = try row(
            "volunteer",
            "Name,Skills,Languages,Role\nAna,\"art, first aid; \",\"Spanish, de, pt-br\",Student leader"
        )
        #expect(values["skill/art"] == true)
        #expect(values["skill/\(ElementName.name(for: "first aid").name)"] == "first aid")
        #expect(values["language/es"] == true)
        #expect(values["language/de"] == true)
        #expect(values["language/pt-BR"] == true)
        #expect(values["role/student_leader"] == true)
        #expect(try refusal("volunteer", "Name,Role\nAna,boss")?.column == "Role")
    }

    @Test("text is put into NFC, and line ends in a note stay lines")
    func text() throws {
        let values = try row("event", "Title,Notes\r\nCafe\u{301},\"a\r\nb\"\r\n")
        #expect(values["title"] == "Caf\u{E9}")
        #expect(values["outcome_notes"] == "a\nb")
    }

    @Test(
        "of an age or birth date the band of today is kept",
        arguments: [
            ("2013-04-01", "13_15"), ("2013-04-02", "under_13"), ("2008", "16_17"),
            ("4/25/2010", "13_15"), ("12", "under_13"), ("16", "16_17"), ("18", "adult"),
            ("13-15", "13_15"), ("Adult", "adult"),
        ])
    func ages(text: String, band: String) throws {
        let values = try row("volunteer", "Name,DOB\nAna,\(text)")
        #expect(values["age_band"]?.string == band)
        #expect(values.count == 3)
    }

    @Test("a birth date in the future or of no one alive refuses the row")
    func noAge() throws {
        for text in ["2027-01-01", "1850-01-01", "121", "soon"] {
            #expect(try refusal("volunteer", "Name,DOB\nAna,\(text)")?.column == "DOB")
        }
    }

    // MARK: Dates

    @Test("a date and a time in columns of their own become start and end")
    func times() throws {
        let values = try row(
            "event", "Title,Date,Start time,End time\nVigil,4/25/2026,7pm,8:30 pm")
        #expect(
            values["when"] == [
                "start": "2026-04-25T19:00", "tz": "America/New_York", "end": "2026-04-25T20:30",
            ])
    }

    @Test("dates that can be read in one way only decide for the whole sheet")
    func order() throws {
        let plan = try plan("event", "Title,Date\nOne,4/5/2026\nTwo two,25/4/2026")
        #expect(plan.refused.map(\.line) == [])
        #expect(
            plan.edits[0].edit.set.first { $0.field == "when" }?.value == ["date": "2026-05-04"])
        #expect(plan.readings.first == "Date \"4/5/2026\": Monday 4 May 2026; read as day/month")
        let custom = try row("event", "Title,Date\nOne,4/5/2026")
        #expect(custom["when"] == ["date": "2026-04-05"])
    }

    @Test("a span of days takes whole days, one day alone is a date")
    func spans() throws {
        let span = try row("event", "Title,Start,End\nVigil,2026-04-04,2026-04-06")
        #expect(
            span["when"] == [
                "all_day": true, "start": "2026-04-04T00:00", "end": "2026-04-06T00:00",
                "tz": "America/New_York",
            ])
        let day = try row("event", "Title,Start,End\nVigil,2026-04-04,2026-04-04")
        #expect(day["when"] == ["date": "2026-04-04"])
        let month = try row("event", "Title,Start,End\nVigil,2009-03,2009-03")
        #expect(month["when"] == ["date": "2009-03"])
    }

    @Test(
        "an end that does not fit its start refuses the row",
        arguments: [
            ("2026-04-06", "2026-04-04", "ends before it starts"),
            ("2026-04-04 11:00", "2026-04-04 10:00", "ends before it starts"),
            ("2026-04-04 11:00", "2026-04-05", "has a time and the other has none"),
            ("2009-03", "2009-05", "range of months"), ("2026-04-04", "x", "no date"),
        ])
    func badEnds(start: String, end: String, reason: String) throws {
        let refused = try refusal("event", "Title,Start,End\nVigil,\(start),\(end)")
        #expect(refused?.column == "End")
        #expect(refused?.value == end)
        #expect(refused?.reason.contains(reason) == true)
        #expect(try refusal("event", "Title,Start,End\nVigil,,2026-04-04")?.column == "End")
    }

    @Test("a time with an offset is converted to the zone, a zone column is taken as it is")
    func zones() throws {
        let utc = try row("event", "Title,Start\nVigil,2026-04-04T23:30:00Z")
        #expect(utc["when"] == ["start": "2026-04-04T19:30", "tz": "America/New_York"])
        let own = try row("event", "Title,Start,TZ\nVigil,2026-04-04 11:00,Europe/Berlin")
        #expect(own["when"] == ["start": "2026-04-04T11:00", "tz": "Europe/Berlin"])
        let bad = try refusal("event", "Title,Start,TZ\nVigil,2026-04-04 11:00,Mars")
        #expect(bad?.column == "TZ")
    }

    // MARK: Identity

    @Test("an id column makes the record's id, without a look at the other cells")
    func identifiers() throws {
        let one = try plan("event", "ID,Title\nA7,Vigil\n")
        let other = try plan("event", "Title,ID\nVigil at night,A7\n")
        let id = RecordID.derived(kind: "event", parents: ["csv:A7"])
        #expect(one.edits.map(\.edit.id) == [id])
        #expect(other.edits.map(\.edit.id) == [id])
        #expect(one.edits[0].edit.set.contains { $0.field == "identifier/csv:A7" })
        #expect(one.notes.contains { $0.contains("--map identifier/NAME=ID") })
    }

    @Test("two rows with one id and other values do not swallow each other")
    func sameIdentifier() throws {
        let plan = try plan("event", "ID,Title\n1,Vigil\n1,March\n1,Vigil\n")
        #expect(plan.edits.map(\.line) == [2, 4])
        #expect(plan.refused.map(\.code) == ["duplicate_identifier"])
        #expect(plan.refused.first?.reason == "line 2 has the same id and other values")
    }

    @Test("without an id column equal rows are counted, wherever the other rows stand")
    func rowHashes() throws {
        let one = try plan("event", "Title\nVigil\nVigil\nMarch\n")
        let moved = try plan("event", "Title\nMarch\nVigil\nVigil\nRally\n")
        #expect(Set(one.edits.map(\.edit.id)).count == 3)
        #expect(Set(one.edits.map(\.edit.id)).isSubset(of: moved.edits.map(\.edit.id)))
        // printf 'Vigil' | sha256sum
        let text = "row:\(Hash.bytes(of: "Vigil").prefix(8).hex)-2"
        #expect(one.edits[1].edit.id == RecordID.derived(kind: "event", parents: [text]))
        #expect(one.edits[1].edit.set.contains { $0.field == "identifier/\(text)" })
    }

    @Test("a sheet of an export comes back with its ids, sets and objects")
    func exported() throws {
        let id = "019a0000-0000-7000-8000-00000000000a"
        let event = "019a0000-0000-7000-8000-00000000000b"
        let plan = try plan(
            "task",
            "identifier,title,due,due.tz,event,tag,\"tag/Kunst, Musik\",check/1.text,check/1.done\r\n"
                + "\(id),Hall,2026-04-02T11:00,Europe/Berlin,\(event),a; b,true,Call,true\r\n")
        #expect(plan.refused == [])
        #expect(plan.leftOut == [])
        let edit = try #require(plan.edits.first?.edit)
        #expect(edit.id.description == id)
        let values = Dictionary(edit.set.map { ($0.field, $0.value) }) { first, _ in first }
        #expect(values["due"] == ["start": "2026-04-02T11:00", "tz": "Europe/Berlin"])
        #expect(values["event"] == .string(event))
        #expect(values["tag/b"] == true)
        let art = ElementName.name(for: "Kunst, Musik")
        #expect(values["tag/\(art.name)"] == art.value)
        #expect(values["check/1"] == ["text": "Call", "done": true])
        #expect(!edit.set.contains { $0.field.hasPrefix("identifier/") })
        let sheet = try row(
            "event",
            "identifier,title,when.start,when.end,when.tz,count/letters.low,count/letters.high\n"
                + "A1,Vigil,2026-04-04T11:00,2026-04-04T12:00,Europe/Berlin,5,9\n")
        #expect(
            sheet["when"] == [
                "start": "2026-04-04T11:00", "tz": "Europe/Berlin", "end": "2026-04-04T12:00",
            ])
        #expect(sheet["count/letters"] == ["low": 5, "high": 9])
        #expect(sheet["identifier/csv:A1"] == true)
    }

    @Test("a changed date of a series needs no title of its own")
    func changedDates() throws {
        let series = "019a0000-0000-7000-8000-00000000000a"
        let id = RecordID.derived(kind: "event", parents: [series, "2026-12-10T15:30"])
        let plan = try plan(
            "event",
            "identifier,title,when.start,series,recurrence_id\n"
                + "\(series),Club,2026-12-03T15:30,,\n\(id),,,\(series),2026-12-10T15:30\n"
                + "019a0000-0000-7000-8000-00000000000b,,2026-12-03,,\n")
        #expect(plan.edits.map(\.edit.id).last == id && plan.edits.count == 2)
        #expect(
            plan.edits.last?.edit.set.map(\.field).sorted() == ["recurrence_id", "series"])
        #expect(plan.refused.map(\.code) == ["missing_value"])
    }

    @Test("columns of one field go together, in whatever order they stand")
    func partsInAnyOrder() throws {
        let plan = try plan(
            "event", "title,reach.high,reach.low\nNight display,60,40\nCasting,30,50\n")
        #expect(plan.edits.count == 1)
        #expect(
            plan.edits[0].edit.set.first { $0.field == "reach" }?.value
                == ["high": 60, "low": 40])
        #expect(plan.refused.map { [String($0.line), $0.column] } == [["3", "reach.low"]])
    }

    @Test("a column of names where ids belong is left out and named")
    func references() throws {
        let plan = try plan("task", "Task,Event,Due\nBook,Spring vigil,2026-04-02\n")
        #expect(plan.refused == [])
        #expect(plan.leftOut == ["Event"])
    }

    @Test("rows of nothing but separators are passed over and counted")
    func emptyRows() throws {
        let plan = try plan("event", "Title,City\nVigil,Bern\n,\n , \n")
        #expect(plan.rows == 1)
        #expect(plan.notes == ["2 empty rows were passed over"])
    }

    @Test(
        "numbers of people are read as people write them",
        arguments: [
            ("145", ["low": 145, "high": 145]), ("\"1,200\"", ["low": 1200, "high": 1200]),
            ("100-120", ["low": 100, "high": 120]), ("100 to 120", ["low": 100, "high": 120]),
            ("150+", ["low": 150]), ("~150", ["low": 150, "high": 150, "basis": "estimated"]),
            ("ca. 150", ["low": 150, "high": 150, "basis": "estimated"]),
        ] as [(String, JSON)])
    func reach(text: String, expected: JSON) throws {
        #expect(try row("event", "Title,Reached\nVigil,\(text)")["reach"] == expected)
    }

    @Test("a number of people that is none refuses the row")
    func noReach() throws {
        for text in ["many", "120-100", "-5", "1.5"] {
            #expect(try refusal("event", "Title,Reached\nVigil,\(text)")?.column == "Reached")
        }
    }

    // MARK: Other kinds

    @Test("tasks are imported with due dates, priority and effort")
    func tasks() throws {
        let values = try row(
            "task", "Task,Due,Priority,Effort,Skills\nBook the hall,2026-04-02,HIGH,1h30,phone")
        #expect(values["title"] == "Book the hall")
        #expect(values["due"] == ["date": "2026-04-02"])
        #expect(values["priority"] == "high")
        #expect(values["effort_minutes"] == 90)
        #expect(values["skill/phone"] == true)
    }

    @Test("each chapter is a log of its own, in the zone of the import unless it names one")
    func chapters() throws {
        let plan = try plan(
            "chapter",
            "School,Timezone,City,State,Website,Founded\n"
                + "Lincoln High,,Morgantown,WV,www.lincoln.example,2009-03\n"
                + "Gymnasium Bern,Europe/Zurich,Bern,BE,,1999\n")
        #expect(plan.refused == [])
        #expect(plan.edits.allSatisfy { $0.edit.log == $0.edit.id })
        let values = plan.edits.map { edit in
            Dictionary(edit.edit.set.map { ($0.field, $0.value) }) { first, _ in first }
        }
        #expect(values[0]["tz"] == "America/New_York")
        #expect(values[0]["site_url"] == "https://www.lincoln.example")
        #expect(values[0]["founded"] == "2009-03")
        #expect(values[1]["tz"] == "Europe/Zurich")
    }

    @Test("defaults fill what a row does not say")
    func defaults() throws {
        let plan = try plan(
            "event", "Title,Type\nVigil,\nRally,rally\n",
            defaults: [(field: "type", value: "vigil")])
        #expect(
            plan.edits.map { $0.edit.set.first { $0.field == "type" }?.value } == [
                "vigil", "rally",
            ])
    }
}

extension Sequence<UInt8> {
    fileprivate var hex: String { Hex.text(self) }
}
