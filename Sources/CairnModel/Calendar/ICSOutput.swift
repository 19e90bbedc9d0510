/// A component of a calendar as it is being written.
struct ICSOutput {
    private(set) var lines: [String] = []
    /// Every local time in it, with its zone.
    private(set) var times: [(zone: String, time: LocalTime)] = []
    /// What components are put in order by: their time, then what they are.
    private(set) var order: [UInt8] = []

    mutating func begin(_ name: String, _ item: ICSItem, uid: String, at time: String) {
        order = Array("\(time) \(uid) \(name)".utf8)
        add("BEGIN:\(name)")
        add("UID:\(ICSText.escaped(uid))")
        // The last change: equal records must give equal bytes, so the time of writing is not it.
        add("DTSTAMP:\(Self.utc(item.modifiedAt))")
        add("CREATED:\(Self.utc(item.createdAt))")
        add("LAST-MODIFIED:\(Self.utc(item.modifiedAt))")
        add("SEQUENCE:\(item.revision)")
    }

    mutating func add(_ line: String) { lines.append(line) }

    mutating func add(_ name: String, text: String?) {
        guard let text, !text.isEmpty else { return }
        add("\(name):\(ICSText.escaped(text))")
    }

    mutating func add(_ name: String, date: CivilDate) {
        add("\(name);VALUE=DATE:\(Self.text(date))")
    }

    /// A local time; one that the clocks skip is written as the time that they show instead.
    mutating func add(_ name: String, _ time: LocalTime, zone: String) {
        guard zone != "UTC" else {
            add("\(name):\(Self.text(time))Z")
            return
        }
        times.append((zone, time))
        add("\(name);TZID=\(zone):\(Self.text(time))")
    }

    static func text(_ date: CivilDate) -> String {
        "\(pad(date.year, 4))\(pad(date.month, 2))\(pad(date.day, 2))"
    }

    static func text(_ time: LocalTime) -> String {
        "\(text(time.date))T\(pad(time.minute / 60, 2))\(pad(time.minute % 60, 2))00"
    }

    private static func utc(_ milliseconds: Int64) -> String {
        let seconds = Int(milliseconds / 1000)
        let time = LocalTime(minutes: seconds / 60)
        return "\(text(time).dropLast(2))\(pad(seconds % 60, 2))Z"
    }
}
