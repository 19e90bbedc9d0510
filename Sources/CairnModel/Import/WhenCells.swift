/// The cells of a row that say when: put together into the field `when`.
struct WhenCells {
    struct Cell {
        let text: String
        let column: Int
    }

    var cells: [ImportTarget.WhenPart: Cell] = [:]

    /// The value of `when`, nil where all cells are empty, and how the dates were read.
    ///
    /// - A day alone is `{date}`, also where the end is the same day; so is a month or a year.
    /// - Days are `{all_day, start, end, tz}` at T00:00, `end` being the last day.
    /// - With times it is `{start, end, tz}`.
    func value(
        _ reader: MomentReader
    ) throws(CellFault) -> (value: JSON, readings: [(column: Int, reading: String)])? {
        guard let startCell = cells[.start] else {
            if let other = cells.values.min(by: { $0.column < $1.column }), cells[.zone] == nil {
                throw CellFault("there is no date that it begins on", column: other.column)
            }
            return nil
        }
        let reader = try zoned(reader)
        let start = try moment(startCell, cells[.startTime], reader)
        let end = try end(after: start, reader)
        var readings = [(startCell.column, start.reading)]
        if let end { readings.append((end.column, end.moment.reading)) }
        guard let end else { return (Self.single(start), readings) }
        return (try value(start, end.moment, end.column, reader.zone), readings)
    }

    private func zoned(_ reader: MomentReader) throws(CellFault) -> MomentReader {
        guard let cell = cells[.zone] else { return reader }
        guard Zone.isKnown(cell.text) else {
            throw CellFault(
                "there is no time zone of that name; write one such as America/New_York",
                column: cell.column)
        }
        var zoned = MomentReader(zone: cell.text, now: reader.now)
        zoned.order = reader.order
        return zoned
    }

    private func moment(
        _ cell: Cell, _ time: Cell?, _ reader: MomentReader
    ) throws(CellFault) -> Moment {
        let date = try Self.read(cell.text, cell.column, reader)
        guard let time, date.time == nil else { return date }
        guard case .day(let day) = date.date else {
            throw CellFault("a time needs a date with its day", column: time.column)
        }
        return try Self.read("\(day) \(time.text)", time.column, reader)
    }

    /// The end, on the day of the start where it is a time alone.
    private func end(
        after start: Moment, _ reader: MomentReader
    ) throws(CellFault) -> (moment: Moment, column: Int)? {
        let time = cells[.endTime]
        if let cell = cells[.end] {
            if case .day(let day) = start.date, start.time != nil,
                let moment = try? reader.readAbsolute("\(day) \(cell.text)")
            {
                return (moment, cell.column)
            }
            return (try moment(cell, time, reader), cell.column)
        }
        guard let time else { return nil }
        guard case .day(let day) = start.date else {
            throw CellFault("a time needs a date with its day", column: time.column)
        }
        return (try Self.read("\(day) \(time.text)", time.column, reader), time.column)
    }

    private static func read(
        _ text: String, _ column: Int, _ reader: MomentReader
    ) throws(CellFault) -> Moment {
        do throws(MomentFault) {
            return try reader.readAbsolute(text)
        } catch { throw CellFault(error.reason, column: column) }
    }

    private static func single(_ start: Moment) -> JSON {
        guard start.time != nil, let zone = start.zone else {
            return ["date": .string(start.localText)]
        }
        return ["start": .string(start.localText), "tz": .string(zone)]
    }

    private func value(
        _ start: Moment, _ end: Moment, _ column: Int, _ zone: String
    ) throws(CellFault) -> JSON {
        if start.localText == end.localText { return Self.single(start) }
        let isBefore =
            start.time != nil && end.time != nil
            ? Self.milliseconds(end) < Self.milliseconds(start)
            : (end.date.last ?? .distantPast) < (start.date.first ?? .distantPast)
        guard !isBefore else {
            throw CellFault("it ends before it starts (\(start.reading))", column: column)
        }
        if start.time != nil || end.time != nil {
            guard start.time != nil, end.time != nil else {
                throw CellFault(
                    "one of start and end has a time and the other has none", column: column)
            }
            return Self.single(start).setting("end", .string(Self.local(end, in: start.zone)))
        }
        guard case .day(let first) = start.date, case .day(let last) = end.date else {
            throw CellFault(
                "a range of months or years cannot be kept: write days, or leave the end empty",
                column: column)
        }
        return [
            "all_day": true, "start": .string("\(first)T00:00"), "end": .string("\(last)T00:00"),
            "tz": .string(zone),
        ]
    }

    private static func milliseconds(_ moment: Moment) -> Int64 {
        Zone.milliseconds(moment.zone ?? "UTC", local: moment.localText) ?? 0
    }

    /// The local time of a moment in another's zone.
    private static func local(_ moment: Moment, in zone: String?) -> String {
        guard let zone, let own = moment.zone, own != zone else { return moment.localText }
        return Zone.local(zone, milliseconds(moment))
    }
}

extension CivilDate {
    fileprivate static let distantPast = CivilDate(daysSince1970: -719_468)
}
