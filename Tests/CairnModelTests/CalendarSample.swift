import CairnModel

/// Records for calendars: events over both changes of the clocks, of every sort.
struct CalendarSample {
    static let log = RecordID(high: 0x0193_A5C1_B2F4_7A3C, low: 0x9D2E_1B2C_3D4E_5F60)

    static func id(_ number: Int) -> RecordID {
        RecordID(high: 0x0193_A5C2_0000_7000, low: 0x8000_0000_0000_0000 | UInt64(number))
    }

    static func item(
        _ kind: String, _ number: Int, revision: Int = 0, _ fields: [(String, JSON)]
    ) -> ICSItem {
        ICSItem(
            kind: kind, id: id(number), log: log, fields: fields.map { (name: $0.0, value: $0.1) },
            createdAt: 1_767_225_600_000, modifiedAt: 1_767_312_000_123 + Int64(number) * 1_000,
            revision: revision)
    }

    static let zones = [
        "America/New_York", "Europe/Berlin", "Asia/Kolkata", "America/Sao_Paulo", "UTC",
        "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Jerusalem", "Europe/Dublin",
    ]

    /// So many events around March and autumn of 2026, when clocks change.
    static func events(_ count: Int) -> [ICSItem] {
        (0..<count).map { number in
            let zone = zones[number % zones.count]
            let month = number % 2 == 0 ? "03" : number % 4 == 1 ? "10" : "11"
            let day = pad(number * 7 % 28 + 1, 2)
            let hour = pad(number % 22, 2)
            var fields: [(String, JSON)] = [
                ("title", .string("Event \(number): cards,\(words(number))")),
                ("description", .string("Bring; a \\ pen,\nand paper.\(words(number))")),
                ("status", .string(["tentative", "confirmed", "cancelled", "held"][number % 4])),
                ("place", ["name": "Art room", "locality": "Morgantown", "lat_e6": 39_629_526]),
                ("tag/music", true),
            ]
            switch number % 10 {
            case 7: fields.append(("when", ["date": .string("2026-\(month)-\(day)")]))
            case 8:
                fields.append(
                    (
                        "when",
                        [
                            "all_day": true, "tz": .string(zone),
                            "start": .string("2026-\(month)-\(day)T00:00"),
                            "end": .string("2026-12-01T00:00"),
                        ]
                    ))
            default:
                let start = "2026-\(month)-\(day)T\(hour):30"
                let end = "2026-\(month)-\(day)T\(pad(number % 22 + 2, 2)):00"
                fields.append(
                    (
                        "when",
                        ["start": .string(start), "end": .string(end), "tz": .string(zone)]
                    ))
            }
            return item("event", number, revision: number % 5, fields)
        }
    }

    /// Long text with wide characters, so that folds fall on and inside them.
    private static func words(_ number: Int) -> String {
        let words = ["für alle", "naïve café", "日本語のテキスト", "🎨 paint", "plain words", "Łódź"]
        return (0..<(number % 9)).map { " " + words[($0 + number) % words.count] }.joined()
    }
}
