extension ICSWriter {
    /// A task as VTODO.
    func task(_ item: ICSItem) -> ICSOutput {
        var out = ICSOutput()
        let due = Stretch(day(item["due"]), zone: zone)
        out.begin("VTODO", item, uid: item.uid, at: due.map { "\($0.start)" } ?? "~")
        // DTSTART must be of the type of DUE and before it (RFC 5545, 3.8.2.3).
        if let start = Stretch(day(item["start_on"]), zone: zone) {
            let fits = due.map { $0.isAllDay == start.isAllDay && start.start < $0.start } ?? true
            if fits { add(start, "DTSTART", to: &out) }
        }
        if let due { add(due, "DUE", to: &out) }
        out.add("SUMMARY", text: item.text("title") ?? "Task")
        if withNotes { out.add("DESCRIPTION", text: item.text("notes")) }
        let words = ["high": "1", "medium": "5", "low": "9"]
        if let priority = item.text("priority").flatMap({ words[$0] }) {
            out.add("PRIORITY:\(priority)")
        }
        switch item.text("status") {
        case "in_progress": out.add("STATUS:IN-PROCESS")
        case "done": out.add("STATUS:COMPLETED")
        case "cancelled": out.add("STATUS:CANCELLED")
        default: out.add("STATUS:NEEDS-ACTION")
        }
        addTags(of: item, to: &out)
        addEvent(of: item, to: &out)
        out.add("END:VTODO")
        return out
    }

    /// A task as an event on the day on which it is due.
    func taskEvent(_ item: ICSItem) throws(CellFault) -> ICSOutput {
        guard let due = Stretch(day(item["due"]), zone: zone) else {
            throw CellFault("no day is known on which it is due")
        }
        var out = ICSOutput()
        out.begin("VEVENT", item, uid: item.otherUID, at: "\(due.start)")
        add(due, "DTSTART", to: &out)
        let status = item.text("status")
        let word = status == "done" ? "Done" : "Due"
        out.add("SUMMARY", text: "\(word): \(item.text("title") ?? "Task")")
        if withNotes { out.add("DESCRIPTION", text: item.text("notes")) }
        out.add("STATUS:\(status == "cancelled" ? "CANCELLED" : "CONFIRMED")")
        // It takes no time of anyone's day.
        out.add("TRANSP:TRANSPARENT")
        addTags(of: item, to: &out)
        addEvent(of: item, to: &out)
        out.add("END:VEVENT")
        return out
    }

    private func add(_ stretch: Stretch, _ name: String, to out: inout ICSOutput) {
        if stretch.isAllDay {
            out.add(name, date: stretch.start.date)
        } else {
            out.add(name, stretch.start, zone: stretch.zone)
        }
    }

    private func addEvent(of item: ICSItem, to out: inout ICSOutput) {
        if let event = item.named(by: "event") {
            out.add("RELATED-TO", text: "\(event)@\(item.log)")
        }
    }

    /// Of a `due` that is no better known than the month nothing is left.
    private func day(_ value: JSON?) -> JSON? {
        guard let value, let text = (value["date"] ?? value["start"])?.string,
            LocalTime(text) != nil
        else { return nil }
        return value
    }
}
