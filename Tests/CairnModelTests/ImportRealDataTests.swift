import CairnModel
import Foundation
import TestSupport
import Testing

/// Files that people exported, where they lie beside the project.
@Suite("Importing real files")
struct ImportRealDataTests {
    private static let log = RecordID(high: 1, low: 2)

    static func isThere(_ name: String) -> Bool { ProjectFolder.realData(name) != nil }

    private func bytes(_ name: String) throws -> [UInt8] {
        try Array(Data(contentsOf: #require(ProjectFolder.realData(name))))
    }

    /// The plan, every value of which the vocabulary must take.
    private func plan(_ name: String, _ kindName: String, country: String? = nil) throws
        -> ImportPlan
    {
        let kind = try #require(Vocabulary.current.kind(kindName))
        let today = try #require(CivilDate("2026-04-01"))
        let job = CSVImport(
            kind: kind, log: Self.log, zone: "America/New_York", country: country, today: today,
            now: 1_775_059_200_000)
        let plan = try job.plan(bytes(name))
        for (_, edit) in plan.edits {
            let faults = edit.set.compactMap { kind.fault(field: $0.field, value: $0.value) }
            #expect(faults.isEmpty)
            #expect(Set(edit.set.map(\.field)).count == edit.set.count)
        }
        return plan
    }

    private func value(_ plan: ImportPlan, line: Int, _ field: String) -> JSON? {
        plan.edits.first { $0.line == line }?.edit.set.first { $0.field == field }?.value
    }

    private func refusals(_ plan: ImportPlan) -> [String] {
        plan.refused.map { "\($0.line) \($0.column) \($0.value) \($0.code)" }
    }

    @Test(
        "of 6,831 conferences only the three with titles of two letters are refused",
        .enabled(if: isThere("events-conferences.csv"), "events-conferences.csv is absent"))
    func conferences() throws {
        let plan = try plan("events-conferences.csv", "event")
        #expect(plan.rows == 6_831)
        #expect(
            refusals(plan) == [
                "1867 Name WE invalid_value", "2595 Name WE invalid_value",
                "3143 Name XP invalid_value",
            ])
        #expect(plan.refused.allSatisfy { $0.reason.contains("3 to 200 characters") })
        #expect(plan.leftOut == ["URL"])
        #expect(Set(plan.edits.map(\.edit.id)).count == plan.edits.count)
        #expect(value(plan, line: 2, "title") == "Rubyfuza")
        #expect(
            value(plan, line: 2, "when") == [
                "all_day": true, "end": "2013-02-09T00:00", "start": "2013-02-07T00:00",
                "tz": "America/New_York",
            ])
        #expect(value(plan, line: 2, "place") == ["country": "ZA", "locality": "Cape Town"])
        #expect(value(plan, line: 2, "mode") == "in_person")
        #expect(value(plan, line: 2, "tag/ruby") == true)
        #expect(value(plan, line: 5, "place")?["country"] == "US")
    }

    @Test(
        "importing the same file again makes the same ids and values",
        .enabled(if: isThere("events-conferences.csv"), "events-conferences.csv is absent"))
    func again() throws {
        func digest() throws -> [String] {
            try plan("events-conferences.csv", "event").edits.map { line, edit in
                "\(edit.id) " + edit.set.map { "\($0.field)=\($0.value.canonicalText)" }.joined()
            }
        }
        #expect(try digest() == digest())
    }

    @Test(
        "of 100 volunteers all are taken: diacritics byte for byte, of birth dates the band alone",
        .enabled(if: isThere("volunteers-eden.csv"), "volunteers-eden.csv is absent"))
    func volunteers() throws {
        let plan = try plan("volunteers-eden.csv", "volunteer", country: "US")
        #expect(plan.edits.count == 100)
        #expect(plan.refused.isEmpty)
        let sheet = try CSVReader(bytes("volunteers-eden.csv"))
        let (given, birth) = (
            try #require(sheet.header.firstIndex(of: "First Name")),
            try #require(sheet.header.firstIndex(of: "DOB"))
        )
        for (row, (line, edit)) in zip(sheet.lines, plan.edits) {
            let name = edit.set.first { $0.field == "given_name" }?.value.string
            #expect(name?.utf8.elementsEqual(row.cells[given].utf8) == true)
            let text = edit.set.map { $0.field + $0.value.canonicalText }.joined()
            #expect(!text.contains(row.cells[birth]), "line \(line)")
            #expect(!text.contains(row.cells[birth].prefix(4) + "-"))
        }
        #expect(value(plan, line: 2, "age_band") == "adult")
        // The row's own country goes before that of the chapter.
        #expect(value(plan, line: 2, "phone") == "+491784001370")
        #expect(
            plan.leftOut == [
                "Organisation", "PersonType", "Sex", "Occupation Type", "Occupation",
                "Home Postcode", "Home L1", "Home L2", "Home L3", "Home L4", "Teams",
                "Availability Weekly Hours", "Availability Comments",
            ])
        let skill = ElementName.name(for: "Fahrzeug zur Verfügung")
        #expect(value(plan, line: 4, "skill/\(skill.name)") == "Fahrzeug zur Verfügung")
        #expect(plan.notes.contains { $0.contains("only the age band is kept") })
    }

    @Test(
        "of 15 campaign events all are taken, and partial dates stay partial",
        .enabled(if: isThere("campaign-events.csv"), "campaign-events.csv is absent"))
    func campaign() throws {
        let plan = try plan("campaign-events.csv", "event")
        #expect(plan.edits.count == 15)
        #expect(plan.refused.isEmpty)
        #expect(plan.leftOut.isEmpty)
        #expect(value(plan, line: 2, "when") == ["date": "1999"])
        #expect(value(plan, line: 3, "when") == ["date": "2009-03"])
        #expect(value(plan, line: 5, "when") == ["date": "2009-11-16"])
        #expect(
            value(plan, line: 16, "when") == [
                "start": "2025-09-09T15:00", "tz": "America/New_York", "end": "2025-09-09T16:15",
            ])
        #expect(value(plan, line: 6, "mode") == "virtual")
        #expect(value(plan, line: 6, "place") == ["country": "US"])
        #expect(value(plan, line: 14, "reach") == ["low": 145, "high": 145])
        #expect(value(plan, line: 15, "outcome_notes") == "4 April every year")
    }

    @Test(
        "volunteer files with the errors that people make are taken or refused row by row",
        .enabled(if: isThere("casa/volunteers.csv"), "casa is absent"))
    func casa() throws {
        let good = try plan("casa/volunteers.csv", "volunteer", country: "US")
        #expect(good.edits.count == 3)
        #expect(value(good, line: 2, "given_name") == "Volunteer")
        #expect(value(good, line: 2, "family_name") == "One")
        #expect(value(good, line: 2, "phone") == "+11234567890")
        let phones = try plan(
            "casa/volunteers_invalid_phone_numbers.csv", "volunteer", country: "US")
        #expect(
            refusals(phones) == [
                "2 phone_number 22222222222 invalid_value",
                "3 phone_number 1bc12345678 invalid_value",
                "4 phone_number 111111111 invalid_value",
            ])
        let nameless = try plan(
            "casa/volunteers_without_display_names.csv", "volunteer", country: "US")
        #expect(
            refusals(nameless) == [
                "2 display_name  missing_value", "3 display_name  missing_value",
                "4 display_name  missing_value",
            ])
        let email = try plan("casa/volunteers_without_email.csv", "volunteer", country: "US")
        #expect(email.edits.map(\.line) == [2, 4])
        #expect(refusals(email) == ["3 email 11111111111 invalid_value"])
        #expect(email.notes.contains { $0.contains("line 3 has fewer cells") })
        let none = try plan("casa/no_rows.csv", "volunteer")
        #expect(none.rows == 0)
        #expect(none.notes.contains { $0.contains("no rows") })
        let generic = try plan("casa/generic.csv", "volunteer")
        #expect(value(generic, line: 2, "given_name") == "Allie")
        #expect(value(generic, line: 2, "age_band") == "adult")
    }

    @Test(
        "a number without a country that can be known is refused with what to do",
        .enabled(if: isThere("casa/volunteers.csv"), "casa is absent"))
    func noCountry() throws {
        let plan = try plan("casa/volunteers.csv", "volunteer")
        #expect(plan.refused.count == 3)
        #expect(plan.refused.allSatisfy { $0.reason.contains("country") })
    }
}
