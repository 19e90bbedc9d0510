import CairnModel
import Testing

@Suite("Searching")
struct SearchTests {
    private func words(_ text: String) -> [String] {
        SearchWords.words(text).map { Array($0.folded.utf8) }.map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test("compares words in small letters without diacritics, whatever their form")
    func folds() {
        #expect(words("Zoë's Café, 2nd FLOOR!") == ["zoe", "s", "cafe", "2nd", "floor"])
        #expect(words("Zoe\u{308}") == words("Zo\u{EB}"))
        #expect(words("Łódź Straße Ærø") == ["lodz", "strasse", "aero"])
        #expect(words("ÉCOLE İstanbul") == ["ecole", "istanbul"])
        #expect(words("ΑΘΗΝΑ Москва") == words("Αθηνα МОСКВА"))
        #expect(words("  --- \"*\" ( \n") == [])
    }

    @Test("takes a pictograph as a word by itself")
    func pictographs() {
        #expect(words("🎈Party❤️night") == ["🎈", "party", "❤", "night"])
    }

    @Test("says where in the text each word stands")
    func ranges() {
        let text = "Die Bücher, naïve 🎨"
        #expect(
            SearchWords.words(text).map { String(text[$0.range]) } == [
                "Die", "Bücher", "naïve", "🎨",
            ])
    }

    private let event: [(name: String, value: JSON)] = [
        ("description", "Bring candles.\nThe library lends the projector to whoever asks early."),
        ("place", ["name": "City Library", "locality": "Morgantown", "country": "US"]),
        ("tag/music", true), ("tag/~0123456789abcdef", "Kunst & Kultur"),
        ("title", "Night display"),
    ]

    private func fit(_ text: String) -> SearchQuery.Fit? {
        SearchQuery(text).fit(SearchText(kind: "event", fields: event))
    }

    @Test("wants every word, the last one at least begun")
    func fits() {
        #expect(fit("night disp") == .title)
        #expect(fit("DISPLAY night") == .title)
        #expect(fit("nigh display") == nil)
        #expect(fit("display morgan") == .text)
        #expect(fit("kultur") == .text)
        #expect(fit("musi") == .text)
        #expect(fit("night party") == nil)
        #expect(fit("us") == nil)
        #expect(fit("") == nil)
        #expect(fit("*") == nil)
    }

    @Test("of people sees names alone, and nothing of signups")
    func people() {
        let fields: [(name: String, value: JSON)] = [
            ("email", "ana@example.org"), ("family_name", "Núñez"), ("given_name", "Ana"),
            ("guardian", ["name": "Carla"]), ("role/member", true), ("tag/choir", true),
        ]
        func finds(_ kind: String, _ text: String) -> Bool {
            SearchQuery(text).fit(SearchText(kind: kind, fields: fields)) != nil
        }
        #expect(finds("volunteer", "nunez ana"))
        for text in ["carla", "example", "choir", "member"] {
            #expect(!finds("volunteer", text))
        }
        #expect(!finds("signup", "ana"))
        #expect(finds("partner", "choir"))
    }

    @Test("shows where the words are that are not in the title")
    func excerpts() throws {
        let text = SearchText(kind: "event", fields: event)
        let found = try #require(SearchQuery("night projec").excerpt(text))
        #expect(found.field == "description")
        #expect(found.text == "…library lends the projector to whoever asks early.")
        let first = try #require(SearchQuery("candl").excerpt(text))
        #expect(first.text == "Bring candles. The library lends the projector to whoever asks…")
        #expect(SearchQuery("night").excerpt(text) == nil)
        #expect(SearchQuery("kult").excerpt(text)?.text == "Kunst & Kultur")
    }

    @Test("quotes whatever is looked up")
    func quotes() {
        #expect(
            SearchQuery("night OR \"x* NEAR(").expression(.text)
                == "(\"night\" AND \"or\" AND \"x\" AND \"near\" *)")
        #expect(SearchQuery("disp").expression(.title) == "{title} : (\"disp\" *)")
    }
}
