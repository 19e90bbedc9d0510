internal import CairnModel

/// Writes an exchange: a hello, entries in sections that a check confirms, an end.
///
/// What it holds back is at most a section's worth of bytes.
package struct ExchangeWriter {
    /// Where an exchange stops with `"more":true`.
    package struct Limits: Sendable {
        package let entriesMax: Int
        package let bytesMax: Int

        package init(entriesMax: Int, bytesMax: Int) {
            (self.entriesMax, self.bytesMax) = (entriesMax, bytesMax)
        }

        /// Refuses an exchange that has passed a limit.
        ///
        /// - Parameter bytes: how many come next.
        package func admit(_ bytes: Int, to reader: ExchangeReader) throws(SyncFault) {
            guard reader.entriesSeen > entriesMax || bytes > bytesMax - reader.bytesSeen
            else { return }
            throw SyncFault(
                .tooLarge, "the exchange has more entries or bytes than one may have",
                hint: "send it in several rounds")
        }

        /// Of an exchange over HTTP.
        package static let http = Limits(
            entriesMax: Limit.exchangeEntriesMax, bytesMax: Limit.exchangeBytesMax)
        /// Of a bundle, which may be of any length.
        package static let none = Limits(entriesMax: .max, bytesMax: .max)
    }

    private static let bufferBytes = 64 * 1024
    /// What a check and the end may still take.
    private static let closingBytesMax = CheckLine.bytesCount + 80

    private let sink: ([UInt8]) throws -> Void
    private let limits: Limits
    private var buffer: [UInt8] = []
    /// Bytes of the buffer that the hash has seen.
    private var hashed = 0
    private var hash = Hash()
    private var sectionEntries = 0
    private var sectionBytes = 0
    /// Entry lines so far.
    package private(set) var entries = 0
    /// Bytes so far.
    package private(set) var bytes = 0
    /// Whether a limit was met.
    package private(set) var isFull = false
    /// How many entries it has to be offered to fill it and to know that it is full.
    package var askedMax: Int { limits.entriesMax == .max ? .max : limits.entriesMax + 1 }

    /// Writes the hello and its check.
    ///
    /// - Throws: `too-large` for a hello of over 4 MiB; what `sink` throws.
    package init(
        _ hello: Hello, limits: Limits, sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        (self.sink, self.limits) = (sink, limits)
        let line = hello.line
        guard line.count <= Limit.helloBytesMax else {
            throw SyncFault(
                .tooLarge, "these logs have too many streams for one exchange",
                hint: "exchange fewer chapters at a time")
        }
        line.withUnsafeBufferPointer { put($0) }
        try check()
    }

    /// Writes an entry line (without LF), after a check where a section ends.
    ///
    /// - Returns: false where a limit does not let it in; nothing was written then.
    package mutating func append(_ line: UnsafeBufferPointer<UInt8>) throws -> Bool {
        let room = limits.bytesMax - bytes - Self.closingBytesMax - CheckLine.bytesCount
        if entries == limits.entriesMax || line.count + 1 > room {
            isFull = true
            return false
        }
        if sectionEntries == Limit.sectionEntriesMax
            || sectionBytes > 0 && sectionBytes + line.count + 1 > Limit.sectionBytesMax
        {
            try check()
        }
        put(line)
        sectionEntries += 1
        entries += 1
        if buffer.count >= Self.bufferBytes { try drain() }
        return true
    }

    /// Writes the last check and the end.
    package mutating func finish() throws {
        if sectionBytes > 0 { try check() }
        let end = "{\"end\":true,\"entries\":\(entries),\"more\":\(isFull)}\n"
        buffer.append(contentsOf: end.utf8)
        bytes += end.utf8.count
        hashed = buffer.count
        try drain()
    }

    private mutating func put(_ line: UnsafeBufferPointer<UInt8>) {
        buffer.append(contentsOf: line)
        buffer.append(0x0A)
        sectionBytes += line.count + 1
        bytes += line.count + 1
    }

    private mutating func check() throws {
        hashRest()
        CheckLine.append(hash, to: &buffer)
        bytes += CheckLine.bytesCount
        hashed = buffer.count
        hash = Hash()
        sectionEntries = 0
        sectionBytes = 0
        if buffer.count >= Self.bufferBytes { try drain() }
    }

    private mutating func hashRest() {
        buffer.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[hashed...])) }
        hashed = buffer.count
    }

    private mutating func drain() throws {
        hashRest()
        try sink(buffer)
        buffer.removeAll(keepingCapacity: true)
        hashed = 0
    }
}
