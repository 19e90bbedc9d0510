internal import Foundation

/// Names of countries and languages, as sheets write them, to their codes.
enum PlaceNames {
    /// ISO 3166-1 alpha-2 of a code or of a name in English, German, Spanish or French.
    static func country(_ text: String) -> String? {
        let key = folded(text)
        if let code = otherCountries[key] { return code }
        if Countries.codes.contains(key.uppercased()) { return key.uppercased() }
        return countries[key] ?? countries[key.replacing("saint", with: "st")]
    }

    /// BCP 47 tag of a tag or of a language's name in English, German, Spanish, French or itself.
    static func language(_ text: String) -> String? {
        let key = folded(text)
        if let code = languages[key] { return code }
        let parts = text.split { $0 == "-" || $0 == "_" }
        guard let first = parts.first?.lowercased(), languageCodes.contains(first),
            parts.allSatisfy({
                (2...8).contains($0.utf8.count)
                    && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
            })
        else { return nil }
        return Locale.identifier(.bcp47, from: parts.joined(separator: "-"))
    }

    /// Lower case without accents, dots, dashes, spaces and articles.
    static func folded(_ text: String) -> String {
        let plain = text.folding(options: [.diacriticInsensitive], locale: nil).lowercased()
        let words = plain.replacing("&", with: " and ").split { !$0.isLetter && !$0.isNumber }
        return words.filter { $0 != "the" }.joined()
    }

    private static let shownIn = ["en", "de", "es", "fr"].map(Locale.init(identifier:))

    private static let countries: [String: String] = {
        var names: [String: String] = [:]
        for locale in shownIn {
            for code in Countries.codes.sorted() {
                guard let name = locale.localizedString(forRegionCode: code) else { continue }
                let key = folded(name)
                if names[key] == nil { names[key] = code }
            }
        }
        return names
    }()

    // Spellings that the tables of names do not have. "Korea" alone means the South in sheets
    // of events and schools; the North is always spelled out.
    private static let otherCountries: [String: String] = [
        "usa": "US", "us": "US", "unitedstatesofamerica": "US", "america": "US", "uk": "GB",
        "greatbritain": "GB", "britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
        "northernireland": "GB", "unitedkingdomofgreatbritainandnorthernireland": "GB",
        "china": "CN", "chine": "CN", "peoplesrepublicofchina": "CN", "prc": "CN",
        "congo": "CG", "republicofcongo": "CG", "vatican": "VA", "myanmar": "MM",
        "stateofpalestine": "PS", "republicofmoldova": "MD",
        "korea": "KR", "republicofkorea": "KR", "korearepublicof": "KR", "czechrepublic": "CZ",
        "hongkong": "HK", "macau": "MO", "turkey": "TR", "turkiye": "TR", "macedonia": "MK",
        "northmacedonia": "MK", "bosnia": "BA", "bosniaandherzegovina": "BA",
        "bosniaherzegovina": "BA", "russia": "RU", "russianfederation": "RU", "uae": "AE",
        "holland": "NL", "burma": "MM", "ivorycoast": "CI", "capeverde": "CV",
        "swaziland": "SZ", "vietnam": "VN", "vietnamsocialistrepublicof": "VN", "laos": "LA",
        "syria": "SY", "iran": "IR", "moldova": "MD", "tanzania": "TZ", "bolivia": "BO",
        "venezuela": "VE", "palestine": "PS", "taiwan": "TW", "drc": "CD", "drcongo": "CD",
        "democraticrepublicofcongo": "CD", "brd": "DE", "kosovo": "XK", "easttimor": "TL",
        "kyrgyzrepublic": "KG", "slovakrepublic": "SK", "eeuu": "US", "etatsunis": "US",
    ]

    private static let languageCodes = Set(
        Locale.LanguageCode.isoLanguageCodes.map(\.identifier).filter { $0.utf8.count <= 3 })

    private static let languages: [String: String] = {
        var names: [String: String] = [:]
        let codes = languageCodes.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
        for code in codes {
            // Two-letter codes have a three-letter twin; BCP 47 wants the short one.
            let tag = Locale.identifier(.bcp47, from: code)
            for locale in shownIn + [Locale(identifier: code)] {
                guard let name = locale.localizedString(forLanguageCode: code) else { continue }
                let key = folded(name)
                if names[key] == nil, key != code { names[key] = tag }
            }
        }
        names["mandarin"] = "zh"
        names["farsi"] = "fa"
        names["castellano"] = "es"
        return names
    }()
}
