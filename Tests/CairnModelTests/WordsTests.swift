import CairnModel
import Testing

@Suite
struct WordsTests {
    @Test(
        "places in a line are said as people say them",
        arguments: [
            (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"),
            (13, "13th"), (21, "21st"), (22, "22nd"), (103, "103rd"), (111, "111th"),
        ])
    func ordinals(_ number: Int, _ text: String) {
        #expect(Words.ordinal(number) == text)
    }

    @Test("nouns take their article and their plural, and verbs follow the number")
    func numbers() {
        #expect(Words.one("event") == "an event")
        #expect(Words.one("task") == "a task")
        #expect(Words.count(1, "entry") == "1 entry")
        #expect(Words.count(2, "entry") == "2 entries")
        #expect(Words.count(0, "day") == "0 days")
        #expect(Words.many("class") == "classes")
        #expect(Words.many("sketch") == "sketches")
        #expect(Words.count(3, "person is", "people are") == "3 people are")
        #expect(Words.verb(1, "was", "were") == "was")
        #expect(Words.verb(0, "was", "were") == "were")
    }

    @Test("others see a given name and an initial, whatever the age")
    func shortNames() {
        let fields: [String: JSON] = [
            "given_name": "Olga", "family_name": "Peters", "age_band": "adult",
        ]
        #expect(DisplayName.short { fields[$0] } == "Olga P.")
        #expect(DisplayName.of { fields[$0] } == "Olga Peters")
        #expect(DisplayName.given { fields[$0] } == "Olga")
    }
}
