import CairnModel
import CairnSync

/// What a reader made of the bytes of an exchange.
struct Reading: Equatable {
    var hasHello = false
    var lines: [[UInt8]] = []
    var tooLarge = 0
    var damaged: [ClosedRange<Int>] = []
    var hasEnd = false
    var more = false
    var missing = 0
    var isCut = false

    /// Reads bytes in pieces of that size.
    static func of(_ bytes: [UInt8], pieces: Int = .max) throws -> Reading {
        var reader = ExchangeReader()
        var reading = Reading()
        var start = 0
        while start < bytes.count {
            let end = pieces < bytes.count - start ? start + pieces : bytes.count
            reading.take(try reader.feed(Array(bytes[start..<end])))
            start = end
        }
        reading.take(try reader.finish())
        return reading
    }

    private mutating func take(_ events: [ExchangeReader.Event]) {
        for event in events {
            switch event {
            case .hello: hasHello = true
            case .section(let section):
                lines += section.lines
                tooLarge += section.tooLarge
            case .damaged(let place): damaged.append(place)
            case .end(let more, let missing):
                hasEnd = true
                (self.more, self.missing) = (more, missing)
            case .cut: isCut = true
            }
        }
    }
}

extension Hello {
    /// A hello that says nothing of what its sender holds.
    static let empty = Hello(
        node: NodeID("k3x9q2m7v5t1h8d4")!, time: 1_775_235_606_000, holdings: .have(Vector()))
}
