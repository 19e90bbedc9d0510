extension RecurrenceRule {
    /// The rule of an event that began at `old` and begins at `new`: its days move along with the
    /// start. The rule itself where it has the new start as it is; nil where it says its days in a
    /// way that leaves open which are meant.
    func moved(from old: LocalTime, to new: LocalTime) -> RecurrenceRule? {
        if hasStart(new) { return self }
        var rule = self
        guard rule.moveTimes(new) else { return nil }
        if rule.hasStart(new) || old.day == new.day { return rule }
        guard weekNumbers.isEmpty, yearDays.isEmpty, months.count <= 1 else { return nil }
        if !months.isEmpty { rule.months = [new.date.month] }
        switch (monthDays.isEmpty, weekdays.isEmpty) {
        case (true, true): break
        case (false, true): guard rule.moveMonthDay(new.date) else { return nil }
        case (true, false): guard rule.moveWeekdays(old.date, new.date) else { return nil }
        case (false, false): return nil
        }
        return rule.hasStart(new) ? rule : nil
    }

    /// Whether an event that begins then has its first date then.
    func hasStart(_ start: LocalTime) -> Bool {
        let next = LocalTime(minutes: start.minutes + 1)
        return !ending(.never).starts(from: start, zone: "UTC", before: next).isEmpty
    }

    private mutating func moveTimes(_ new: LocalTime) -> Bool {
        guard isOnceADay else { return false }
        if !hours.isEmpty { hours = [new.minute / 60] }
        if !minutes.isEmpty { minutes = [new.minute % 60] }
        return true
    }

    /// `BYMONTHDAY=15`, and `-1` for the last day.
    private mutating func moveMonthDay(_ new: CivilDate) -> Bool {
        guard monthDays.count == 1, setPositions.isEmpty else { return false }
        let days = CivilDate.days(inMonth: new.month, of: new.year)
        monthDays = [monthDays[0] > 0 ? new.day : new.day - days - 1]
        return true
    }

    private mutating func moveWeekdays(_ old: CivilDate, _ new: CivilDate) -> Bool {
        if frequency == .weekly || frequency == .daily {
            // Tuesdays and Thursdays become Wednesdays and Fridays.
            let step = new.weekday - old.weekday + 7
            weekdays = weekdays.map { Weekday(ordinal: 0, day: ($0.day - 1 + step) % 7 + 1) }
            return setPositions.isEmpty
        }
        guard weekdays.count == 1, frequency == .monthly || !months.isEmpty else { return false }
        // The first Thursday becomes the first Friday, or the second one.
        let days = CivilDate.days(inMonth: new.month, of: new.year)
        func place(_ number: Int) -> Int {
            let place = (new.day - 1) / 7 + 1
            return number < 0 || place == 5 ? -((days - new.day) / 7 + 1) : place
        }
        let ordinal = weekdays[0].ordinal
        switch (ordinal, setPositions.count) {
        case (0, 0): weekdays = [Weekday(ordinal: 0, day: new.weekday)]
        case (0, 1):
            weekdays = [Weekday(ordinal: 0, day: new.weekday)]
            setPositions = [place(setPositions[0])]
        case (_, 0): weekdays = [Weekday(ordinal: place(ordinal), day: new.weekday)]
        default: return false
        }
        return true
    }
}
