/// Every line that came up in a history, each with a number.
final class LineBook {
    private(set) var lines: [OracleLine] = []
    private var numbers: [[UInt8]: Int] = [:]
    private var touching: [OracleRecord: [Int]] = [:]

    /// The number of a line that a store holds.
    func number(of bytes: [UInt8]) throws -> Int {
        if let known = numbers[bytes] { return known }
        guard let line = OracleLine(bytes) else {
            throw SimulationFailure("a store holds a line that is no entry")
        }
        let number = lines.count
        lines.append(line)
        numbers[bytes] = number
        for operation in line.operations { touching[operation.record, default: []].append(number) }
        return number
    }

    subscript(number: Int) -> OracleLine { lines[number] }

    var count: Int { lines.count }

    /// The live writes of a record by field, among those lines.
    func live(_ record: OracleRecord, among held: Set<Int>) -> [String: [OracleWrite]] {
        var writes: [String: [OracleWrite]] = [:]
        var replaced: [String: Set<String>] = [:]
        for number in touching[record] ?? [] where held.contains(number) {
            for operation in lines[number].operations where operation.record == record {
                for (field, value) in operation.set {
                    let write = OracleWrite(value, of: operation, in: lines[number])
                    writes[field, default: []].append(write)
                }
                for (field, dots) in operation.over { replaced[field, default: []].formUnion(dots) }
            }
        }
        return writes.mapValues(\.self).reduce(into: [:]) { live, pair in
            let left = pair.value.filter { replaced[pair.key]?.contains($0.dot) != true }
            if !left.isEmpty { live[pair.key] = left }
        }
    }
}
