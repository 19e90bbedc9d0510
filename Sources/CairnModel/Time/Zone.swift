internal import Foundation

/// IANA time zones: between local wall time (`YYYY-MM-DDTHH:MM`) and milliseconds since 1970.
///
/// Reads the system's zone rules, never the zone that this machine is set to.
package enum Zone {
    /// Whether this is the id of a zone, such as `America/New_York` or `UTC`.
    package static func isKnown(_ id: String) -> Bool {
        id == "UTC" || (hasShape(id) && TimeZone(identifier: id) != nil)
    }

    /// Minutes east of UTC at a local time; a local date alone counts as its midnight.
    ///
    /// A time that comes twice, when clocks go back, is the first of the two; one that the clocks
    /// skip has the offset from before the skip (RFC 5545, 3.3.5). 0 for what cannot be read.
    package static func offsetMinutes(_ id: String, local: String) -> Int {
        guard let zone = zone(id), let seconds = seconds(local) else { return 0 }
        return offset(zone, seconds) / 60
    }

    /// What the clocks of a zone do at a local time.
    package enum Clocks: Sendable {
        case plain
        /// The clocks go forward over this time: it does not exist.
        case skipped
        /// The clocks go back over this time: it comes twice.
        case twice
    }

    /// Whether the clocks of a zone skip or repeat a local time.
    package static func clocks(_ id: String, local: String) -> Clocks {
        guard let zone = zone(id), let seconds = seconds(local) else { return .plain }
        return switch candidates(zone, seconds).count {
        case 0: .skipped
        case 1: .plain
        default: .twice
        }
    }

    /// Milliseconds since 1970 of a local time; nil where the zone or the time cannot be read.
    package static func milliseconds(_ id: String, local: String) -> Int64? {
        guard let zone = zone(id), let seconds = seconds(local) else { return nil }
        return Int64(seconds - offset(zone, seconds)) * 1000
    }

    /// The local time, `YYYY-MM-DDTHH:MM`, at a moment; in UTC where the zone is not known.
    package static func local(_ id: String, _ milliseconds: Int64) -> String {
        let utc = Int((Double(milliseconds) / 1000).rounded(.down))
        let total = utc + (zone(id).map { offsetSeconds($0, utc) } ?? 0)
        let days = (total >= 0 ? total : total - 86_399) / 86_400
        let rest = total - days * 86_400
        let date = CivilDate(daysSince1970: days)
        return "\(date)T\(pad(rest / 3600, 2)):\(pad(rest / 60 % 60, 2))"
    }

    /// The local time so many minutes after another.
    ///
    /// Those are minutes that pass, also where the clocks change on the way. Only where that would
    /// be the second of a time that comes twice, which a local time cannot say, they are counted
    /// on the wall. Nil for a time or a zone that cannot be read.
    package static func local(_ id: String, _ minutes: Int, after start: String) -> String? {
        guard let from = milliseconds(id, local: start), let wall = LocalTime(start) else {
            return nil
        }
        let moment = from + Int64(minutes) * 60_000
        let there = local(id, moment)
        if milliseconds(id, local: there) == moment { return there }
        return LocalTime(minutes: wall.minutes + minutes).description
    }

    /// RFC 3339 with the offset, `2026-04-04T19:00:00-04:00`, of a local time.
    ///
    /// A date without a time, or a time of a zone that is not known, is returned as it is.
    package static func rfc3339(local: String, zone id: String) -> String {
        guard local.utf8.count == 16, seconds(local) != nil, zone(id) != nil else { return local }
        let minutes = offsetMinutes(id, local: local)
        let size = abs(minutes)
        return "\(local):00\(minutes < 0 ? "-" : "+")\(pad(size / 60, 2)):\(pad(size % 60, 2))"
    }

    private static func zone(_ id: String) -> TimeZone? {
        id == "UTC" ? .gmt : (hasShape(id) ? TimeZone(identifier: id) : nil)
    }

    // Foundation also takes `GMT+3`, `est` and other spellings, which other programs would not.
    private static func hasShape(_ id: String) -> Bool {
        let parts = id.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count >= 2 && id.utf8.count <= 64
            && parts.allSatisfy { part in
                part.utf8.first.map { (0x41...0x5A).contains($0) } ?? false
            }
            && id.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
                    || (0x61...0x7A).contains($0) || "/_+-".utf8.contains($0)
            }
    }

    /// Seconds since 1970 as if the local time were UTC's.
    private static func seconds(_ local: String) -> Int? {
        guard let date = CivilDate(local.prefix(10)) else { return nil }
        let bytes = Array(local.utf8)
        if bytes.count == 10 { return date.daysSince1970 * 86_400 }
        guard bytes.count == 16, bytes[10] == 0x54, bytes[13] == 0x3A,
            let hour = Int(local.dropFirst(11).prefix(2)), (0...23).contains(hour),
            let minute = Int(local.suffix(2)), (0...59).contains(minute)
        else { return nil }
        return date.daysSince1970 * 86_400 + hour * 3600 + minute * 60
    }

    private static func offsetSeconds(_ zone: TimeZone, _ utc: Int) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(utc)))
    }

    /// The offsets with which a local time exists, the first moment's first.
    private static func candidates(_ zone: TimeZone, _ seconds: Int) -> [Int] {
        let before = offsetSeconds(zone, seconds - 86_400)
        let after = offsetSeconds(zone, seconds + 86_400)
        let offsets = before == after ? [before] : [before, after]
        return offsets.filter { offsetSeconds(zone, seconds - $0) == $0 }
    }

    private static func offset(_ zone: TimeZone, _ seconds: Int) -> Int {
        candidates(zone, seconds).first ?? offsetSeconds(zone, seconds - 86_400)
    }
}
