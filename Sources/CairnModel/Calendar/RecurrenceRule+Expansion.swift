extension RecurrenceRule {
    /// The local starts of an event that begins at `start` and repeats, ascending, from `start`
    /// on and before `before`.
    ///
    /// All is counted on the wall: the event begins at the same time of day whatever the clocks
    /// do. A start of its own that the rule does not give is none: the first is the first that
    /// the rule has. `until` in UTC is read in the zone.
    func starts(
        from start: LocalTime, zone: String, before: LocalTime, limit: Int = .max
    ) -> [LocalTime] {
        var starts: [LocalTime] = []
        forEachStart(from: start, zone: zone, before: before) {
            starts.append($0)
            return starts.count < limit
        }
        return starts
    }

    /// Hands the starts to `body` until it returns false.
    func forEachStart(
        from start: LocalTime, zone: String, before: LocalTime, _ body: (LocalTime) -> Bool
    ) {
        let last = last(in: zone)
        let days = RecurrenceDays(self, start: start)
        let times = timesOfDay(start)
        var left = if case .count(let count) = end { count } else { Int.max }
        var index = 0
        while let period = days.period(index), period.lowerBound <= before.day,
            period.lowerBound <= last.day
        {
            for time in taken(period.filter(days.isIn), times) where time >= start {
                guard time <= last, time < before, left > 0 else { return }
                left -= 1
                guard body(time), left > 0 else { return }
            }
            index += 1
        }
    }

    /// The last minute that may be a start.
    private func last(in zone: String) -> LocalTime {
        guard case .until(let text) = end, let moment = ICSMoment(text, zone: nil) else {
            return .last
        }
        switch moment {
        case .date(let date): return LocalTime(day: date.daysSince1970, minute: 1439)
        case .local(let time, _): return time
        case .utc(let time): return time.from(zone: "UTC", to: zone)
        }
    }

    private func timesOfDay(_ start: LocalTime) -> [Int] {
        let hours = hours.isEmpty ? [start.minute / 60] : hours.sorted()
        let minutes = minutes.isEmpty ? [start.minute % 60] : minutes.sorted()
        return hours.flatMap { hour in minutes.map { hour * 60 + $0 } }
    }

    /// The starts of one period, of which `BYSETPOS` takes some.
    private func taken(_ days: [Int], _ times: [Int]) -> [LocalTime] {
        let all = days.flatMap { day in times.map { LocalTime(day: day, minute: $0) } }
        guard !setPositions.isEmpty else { return all }
        let places = setPositions.map { $0 > 0 ? $0 - 1 : all.count + $0 }
        return Set(places).sorted().compactMap { all.indices.contains($0) ? all[$0] : nil }
    }
}

extension LocalTime {
    /// What another zone's walls show at this moment.
    func from(zone: String, to other: String) -> LocalTime {
        guard zone != other, let moment = Zone.milliseconds(zone, local: description) else {
            return self
        }
        return LocalTime(Zone.local(other, moment)) ?? self
    }
}
