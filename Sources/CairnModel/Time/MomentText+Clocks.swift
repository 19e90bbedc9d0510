extension MomentText {
    /// What a person should know of a time that falls on a change of the clocks.
    package static func clockRemarks(_ value: JSON) -> [String] {
        guard let zone = value["tz"]?.string, value["all_day"]?.bool != true else { return [] }
        var remarks: [String] = []
        for local in [value["start"]?.string, value["end"]?.string].compactMap({ $0 }) {
            let time = "\(local.suffix(5)) on \(day(local.prefix(10)))"
            switch Zone.clocks(zone, local: local) {
            case .plain: break
            case .skipped: remarks.append("the clocks go forward over \(time): no clock shows it")
            case .twice: remarks.append("\(time) comes twice, the first is meant")
            }
        }
        if let remark = lengthRemark(value, zone) { remarks.append(remark) }
        return remarks
    }

    /// Where the clocks change between start and end, what passes is not what the wall says.
    private static func lengthRemark(_ value: JSON, _ zone: String) -> String? {
        guard let start = value["start"]?.string, let end = value["end"]?.string,
            let from = Zone.milliseconds(zone, local: start),
            let to = Zone.milliseconds(zone, local: end),
            let wallFrom = LocalTime(start), let wallTo = LocalTime(end)
        else { return nil }
        let minutes = Int(to - from) / 60_000
        guard minutes != wallTo.minutes - wallFrom.minutes, minutes >= 0 else { return nil }
        let (hours, rest) = (minutes / 60, minutes % 60)
        let length = rest == 0 ? Words.count(hours, "hour") : "\(hours):\(pad(rest, 2)) hours"
        return "the clocks change in between, so that it lasts \(length)"
    }
}
