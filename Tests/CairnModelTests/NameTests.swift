import CairnModel
import Testing

@Suite struct NameTests {
    static func name(_ fields: [String: JSON]) -> String {
        DisplayName.of { fields[$0] }
    }

    @Test("a minor is shown by given name and an initial, and so is who has no age band")
    func minors() {
        let ana: [String: JSON] = ["given_name": "Ana", "family_name": "Élan"]
        #expect(Self.name(ana) == "Ana É.")
        #expect(Self.name(ana.merging(["age_band": "16_17"]) { $1 }) == "Ana É.")
        #expect(Self.name(ana.merging(["age_band": "unknown"]) { $1 }) == "Ana É.")
        #expect(Self.name(ana.merging(["age_band": "adult"]) { $1 }) == "Ana Élan")
    }

    @Test("nobody is forced to have two names")
    func parts() {
        #expect(Self.name(["given_name": "Suharto"]) == "Suharto")
        #expect(Self.name(["given_name": "Elizabeth", "preferred_name": "Bo"]) == "Bo")
        #expect(Self.name(["family_name": "Reyes", "age_band": "adult"]) == "Reyes")
        #expect(Self.name([:]) == "volunteer without a name")
    }

    @Test("an age band changes on the birthday")
    func ages() throws {
        let born = try #require(CivilDate("2013-04-04"))
        let bands = [
            "2026-04-03", "2026-04-04", "2029-04-04", "2031-04-03", "2031-04-04", "2012-01-01",
        ]
        .compactMap { CivilDate($0) }.map { AgeBand.of(born: born, today: $0) }
        #expect(bands == ["under_13", "13_15", "16_17", "16_17", "adult", "unknown"])
    }

    @Test("a mistyped word finds its neighbours")
    func spelling() {
        let words = ["title", "type", "when", "min_needed", "recurrence_id"]
        #expect(Spelling.near("titel", among: words).first == "title")
        #expect(Spelling.near("Wehn", among: words) == ["when"])
        #expect(Spelling.near("needed", among: words) == ["min_needed"])
        #expect(Spelling.near("colour", among: words).isEmpty)
    }
}
