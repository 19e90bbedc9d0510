internal import Foundation

/// Finds the IANA zone that a TZID of a calendar file means.
struct ICSZones {
    /// The zone of times that name none: the file's own, else the chapter's.
    let home: String
    private let described: [String: ICSComponent]
    private let memory = Memory()

    /// What was worked out of descriptions: each time of a file asks again.
    private final class Memory {
        var rules: [String: ICSZoneRules?] = [:]
        var zones: [Question: String?] = [:]

        struct Question: Hashable {
            let tzid: String
            let year: Int
        }
    }

    /// - Parameter described: the file's VTIMEZONE components.
    init(home: String, described: [ICSComponent]) {
        self.home = home
        self.described = Dictionary(
            described.map { ($0["TZID"]?.value.trimmedOfSpace ?? "", $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The zone by its name, by what Windows calls it, or by what the file says of it.
    ///
    /// - Parameter time: a time in it; the zone found by its rules keeps them in that year.
    func zone(_ tzid: String, near time: LocalTime) -> String? {
        if let zone = Self.named(tzid) { return zone }
        guard let component = described[tzid.trimmedOfSpace] else { return nil }
        if let place = component["X-LIC-LOCATION"]?.value, let zone = Self.named(place) {
            return zone
        }
        let question = Memory.Question(tzid: tzid, year: time.date.year)
        if let known = memory.zones[question] { return known }
        let zone = rules(tzid)?.zone(like: home, in: time.date.year)
        memory.zones[question] = .some(zone)
        return zone
    }

    private func rules(_ tzid: String) -> ICSZoneRules? {
        let name = tzid.trimmedOfSpace
        if let known = memory.rules[name] { return known }
        let rules = described[name].flatMap { ICSZoneRules($0) }
        memory.rules[name] = .some(rules)
        return rules
    }

    /// A time of a zone that only the file knows, in UTC; nil where it does not describe it.
    func utc(_ time: LocalTime, in tzid: String) -> LocalTime? {
        rules(tzid)?.utc(time)
    }

    /// Why a zone cannot be taken.
    func fault(_ tzid: String) -> String {
        let why =
            described[tzid.trimmedOfSpace] == nil
            ? "the file does not say what it means"
            : "no zone keeps the rules that the file has for it"
        return "there is no time zone of the name \"\(tzid)\", and \(why)"
    }

    /// The zone of a name alone; nil where only the file can say what it means.
    static func named(_ tzid: String) -> String? {
        let name = tzid.trimmedOfSpace.trimmingCharacters(in: ["\"", "/"])
            .replacing(" ", with: "_")
        if Zone.isKnown(name) { return name }
        if let zone = WindowsZones.zone(tzid) { return zone }
        // Ids that are unique in the world end with the zone: /example.org/Tzfile/Europe/Berlin.
        let parts = name.split(separator: "/")
        for count in [3, 2] where parts.count > count {
            let tail = parts.suffix(count).joined(separator: "/")
            if Zone.isKnown(tail) { return tail }
        }
        return nil
    }
}
