internal import Foundation

/// Reads multipart/form-data (RFC 7578) as it arrives: a few short fields and files of any length,
/// of which it holds no more than the piece that it was handed and one delimiter.
struct MultipartReader {
    enum Event: Equatable {
        /// A field with its whole value.
        case field(name: String, value: String)
        /// A file begins.
        case file(name: String)
        case bytes([UInt8])
        case fileEnd
    }

    /// The body is not what its media type says, or holds more than a form of ours would.
    struct Fault: Error {}

    private enum State {
        case preamble, headers
        case field(String)
        case file, done
    }

    private static let headersBytesMax = 4 * 1024
    private static let partsMax = 100

    /// Of the media type: between two parts stands CR LF, `--` and this.
    private let delimiter: [UInt8]
    private let fieldBytesMax: Int
    private var held: [UInt8]
    private var state = State.preamble
    private var parts = 0

    /// - Parameter contentType: the header with the boundary.
    init?(contentType: String, fieldBytesMax: Int) {
        let parameters = contentType.split(separator: ";").map {
            $0.drop { $0 == " " }
        }
        guard
            parameters.first?.lowercased().trimmingSuffix(while: { $0 == " " })
                == "multipart/form-data",
            let found = parameters.first(where: { $0.lowercased().hasPrefix("boundary=") })
        else { return nil }
        let boundary = found.dropFirst("boundary=".count).filter { $0 != "\"" }
        guard (1...70).contains(boundary.utf8.count) else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.fieldBytesMax = fieldBytesMax
        // So that the first delimiter is one like the others.
        held = [0x0D, 0x0A]
    }

    /// Takes bytes and hands out what they bring.
    mutating func feed(_ bytes: [UInt8]) throws -> [Event] {
        held += bytes
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    /// Checks that the body came to its end.
    func finish() throws {
        guard case .done = state else { throw Fault() }
    }

    /// Whether it got on.
    private mutating func step(_ events: inout [Event]) throws -> Bool {
        switch state {
        case .done:
            held = []
            return false
        case .headers: return try readHeaders(&events)
        case .preamble, .field, .file: return try readContent(&events)
        }
    }

    private mutating func readContent(_ events: inout [Event]) throws -> Bool {
        let place = find(delimiter)
        // What could be the beginning of a delimiter stays, and the two bytes behind one.
        let end = place ?? max(0, held.count - delimiter.count)
        if case .file = state, end > 0 { events.append(.bytes(Array(held[..<end]))) }
        if case .field(let name) = state {
            guard end <= fieldBytesMax else { throw Fault() }
            guard let place else { return false }
            guard held.count >= place + delimiter.count + 2 else { return false }
            guard let value = String(validating: held[..<place], as: UTF8.self) else {
                throw Fault()
            }
            events.append(.field(name: name, value: value))
            return try pass(place)
        }
        guard let place, held.count >= place + delimiter.count + 2 else {
            held.removeFirst(end)
            return false
        }
        if case .file = state { events.append(.fileEnd) }
        return try pass(place)
    }

    /// Goes past a delimiter: a line end behind it begins a part, two hyphens end the body.
    private mutating func pass(_ place: Int) throws -> Bool {
        let after = Array(held[(place + delimiter.count)..<(place + delimiter.count + 2)])
        held.removeFirst(place + delimiter.count + 2)
        if after == [0x2D, 0x2D] {
            state = .done
            return true
        }
        parts += 1
        guard after == [0x0D, 0x0A], parts <= Self.partsMax else { throw Fault() }
        state = .headers
        return true
    }

    private mutating func readHeaders(_ events: inout [Event]) throws -> Bool {
        guard let end = find([0x0D, 0x0A, 0x0D, 0x0A]) else {
            guard held.count <= Self.headersBytesMax else { throw Fault() }
            return false
        }
        guard end <= Self.headersBytesMax,
            let text = String(validating: held[..<end], as: UTF8.self)
        else { throw Fault() }
        held.removeFirst(end + 4)
        guard
            let line = text.split(separator: "\r\n").first(where: {
                $0.lowercased().hasPrefix("content-disposition:")
            }), let name = parameter("name", of: line)
        else { throw Fault() }
        if parameter("filename", of: line) != nil {
            state = .file
            events.append(.file(name: name))
        } else {
            state = .field(name)
        }
        return true
    }

    /// A quoted parameter of a header's line; browsers write quotes in a name as `%22`.
    private func parameter(_ name: String, of line: Substring) -> String? {
        guard let start = line.range(of: "; \(name)=\"")?.upperBound else { return nil }
        return String(line[start...].prefix { $0 != "\"" })
    }

    private func find(_ wanted: [UInt8]) -> Int? {
        guard held.count >= wanted.count else { return nil }
        return held.withUnsafeBufferPointer { bytes in
            var index = 0
            let last = bytes.count - wanted.count
            while index <= last {
                if bytes[index] == wanted[0],
                    wanted.indices.allSatisfy({ bytes[index + $0] == wanted[$0] })
                {
                    return index
                }
                index += 1
            }
            return nil
        }
    }
}
