import Foundation

/// The figures of every round; printed as JSON lines while they come and as a table at the end.
struct Report {
    private let count: Int
    private var round = 0
    private var names: [String] = []
    private var figures: [String: [Double]] = [:]
    /// Rates of this round, to be held against the floor's.
    private var rates: [String: Double] = [:]

    init(count: Int) { self.count = count }

    mutating func begin(_ round: Int) {
        self.round = round
        rates = [:]
    }

    /// Notes a figure; its unit is the end of its name.
    mutating func add(_ name: String, _ value: Double) {
        if figures[name] == nil { names.append(name) }
        figures[name, default: []].append(value)
        print(
            "{\"records\":\(count),\"round\":\(round),\"figure\":\"\(name)\",\"value\":\(value)}")
    }

    /// Notes how many of something a phase did in a second of CPU time and on the wall.
    mutating func add(_ phase: String, _ unit: String, _ number: Int, _ seconds: Seconds) {
        add("\(phase), \(unit)/s", Double(number) / seconds.cpu)
        add("\(phase), \(unit)/s on the wall", Double(number) / seconds.wall)
        rates[phase] = Double(number) / seconds.cpu
        rates[phase + " wall"] = Double(number) / seconds.wall
    }

    /// Notes the ratios of this round's rates to another program's.
    mutating func compare(with other: Floor, as name: String) {
        let records = Double(count)
        let others = [
            ("create", other.create.cpu, other.create.wall),
            ("create by one command", other.create.cpu, other.create.wall),
            ("full sync, entries of 1", other.fullSync.cpu, other.fullSync.wall),
            ("full sync, entries of 500", other.fullSync.cpu, other.fullSync.wall),
        ]
        for (phase, cpu, wall) in others {
            guard let rate = rates[phase], let wallRate = rates[phase + " wall"] else { continue }
            add("\(phase), of the \(name)", rate * cpu / records)
            add("\(phase), of the \(name) on the wall", wallRate * wall / records)
        }
        if let rate = rates["concurrent edits"] {
            add("concurrent edits, of the \(name)", rate / other.editsPerSecond)
        }
        for phase in ["1", "500"] {
            if let bytes = figures["store, entries of \(phase), bytes/record"]?.last {
                add(
                    "store, entries of \(phase), times the \(name)",
                    bytes * records / other["store_bytes"])
            }
        }
        if let change = figures["one-change exchange, engine, microseconds"]?.last {
            add("one-change exchange, engine, times the \(name)", change / other["one_change_us"])
            add("\(name): one change, microseconds", other["one_change_us"])
        }
        add("\(name): create, records/s", records / other.create.cpu)
        add("\(name): full sync, records/s", records / other.fullSync.cpu)
    }

    /// Medians and ranges over the rounds.
    func printTable() {
        let width = names.map(\.count).max() ?? 0
        print("")
        print("| figure\(spaces(width - 6)) | median       | least        | most         |")
        print(
            "|\(String(repeating: "-", count: width + 2))|--------------|--------------|--------------|"
        )
        for name in names {
            let values = figures[name]!
            let cells = [values.median, values.min()!, values.max()!].map { Self.text($0) }
            print("| \(name)\(spaces(width - name.count)) | \(cells.joined(separator: " | ")) |")
        }
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    private static func text(_ value: Double) -> String {
        let places = value >= 1000 ? 0 : value >= 10 ? 1 : 3
        let text = String(format: "%.\(places)f", value)
        return String(repeating: " ", count: max(0, 12 - text.count)) + text
    }
}
