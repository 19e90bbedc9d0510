package import CairnModel
internal import Foundation

/// Takes an exchange apart as its bytes come in, in bounded memory.
///
/// It hands out nothing that a check has not confirmed. What it holds is at most one section: its
/// hello, or 500 entry lines and about 1 MiB; a longer line is passed over, a longer section is
/// dropped as damaged.
package struct ExchangeReader {
    /// Lines of one section that its check has confirmed.
    package struct Section: Sendable {
        /// Entry lines without LF, and lines that are nothing that a line may be.
        package var lines = EntryLines()
        /// Lines of more than 262,144 bytes, which were not kept.
        package var tooLarge = 0
        /// First and last line of the section within the exchange, counted from 1.
        package var place: ClosedRange<Int>
    }

    package enum Event: Sendable {
        /// Its check fits.
        case hello(Hello)
        case section(Section)
        /// A check did not fit or the section was too long; the lines in it are dropped.
        case damaged(ClosedRange<Int>)
        /// The end line. `missing`: entries that it counts and that were not there.
        case end(more: Bool, missing: Int)
        /// There was no end, or something unconfirmed before it.
        case cut
    }

    private enum FirstLine {
        case awaited
        case hello(JSON)
        case somethingElse
        /// Confirmed or damaged: done with.
        case past
    }

    private var first = FirstLine.awaited
    private var hasEnded = false
    /// The line whose LF has not come yet.
    private var pending: [UInt8] = []
    /// Whether the line being read is too long to be kept.
    private var isOverlong = false
    private var lineNumber = 0
    private var hash = Hash()
    private var entry = EntryReader()
    private var section: Section
    private var sectionBytes = 0
    private var isOverfull = false
    /// Entry lines so far, whatever became of them.
    package private(set) var entriesSeen = 0
    /// Bytes taken so far.
    package private(set) var bytesSeen = 0

    /// Bytes of lines held for one section: all it may have, and one line more.
    private static let heldBytesMax = Limit.sectionBytesMax + Limit.entryBytesMax
    /// A first section that is no hello's is read so far in search of a check.
    private static let searchBytesMax = Limit.helloBytesMax + 2 * Limit.sectionBytesMax

    package init() { section = Section(place: 1...1) }

    /// Whether an exchange's hello or a damaged first section lies behind.
    package var isPastHello: Bool { if case .past = first { true } else { false } }

    /// Takes the next bytes.
    ///
    /// - Throws: only for what concerns the whole: a first line that is no hello, or is sealed,
    ///   or of another version. Nothing was handed out then.
    package mutating func feed(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(SyncFault) -> [Event] {
        var events: [Event] = []
        bytesSeen += bytes.count
        var rest = bytes[...]
        while !hasEnded, !rest.isEmpty {
            guard let feed = Self.firstFeed(rest) else {
                try hold(UnsafeBufferPointer(rebasing: rest))
                break
            }
            let piece = UnsafeBufferPointer(rebasing: rest[rest.startIndex..<feed])
            rest = rest[(feed + 1)...]
            if pending.isEmpty, !isOverlong, piece.count <= lineBytesMax {
                try line(piece, &events)
                continue
            }
            try hold(piece)
            if isOverlong {
                closeOverlong()
            } else {
                let whole = pending
                pending.removeAll(keepingCapacity: whole.count <= Limit.entryBytesMax)
                try whole.withUnsafeBufferPointer { (whole) throws(SyncFault) in
                    try line(whole, &events)
                }
            }
        }
        return events
    }

    private static func firstFeed(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        let bytes = UnsafeBufferPointer(rebasing: rest)
        guard let base = bytes.baseAddress, let feed = memchr(base, 0x0A, bytes.count) else {
            return nil
        }
        return rest.startIndex + (UnsafeRawPointer(feed) - UnsafeRawPointer(base))
    }

    /// Takes the next bytes.
    package mutating func feed(_ bytes: [UInt8]) throws(SyncFault) -> [Event] {
        try bytes.withUnsafeBufferPointer { (bytes) throws(SyncFault) in try feed(bytes) }
    }

    /// Says what the end of the bytes means.
    package mutating func finish() throws(SyncFault) -> [Event] {
        switch first {
        case .awaited where lineNumber == 0 && !pending.isEmpty: throw Self.noExchange
        case .awaited: throw Self.empty
        case .somethingElse: throw Self.noExchange
        #if FAULTS
            case .past where Fault.cutIsApplied.isOn && !hasEnded:
                return [.section(section), .cut]
        #endif
        case .hello, .past: return hasEnded ? [] : [.cut]
        }
    }
}

// MARK: - Lines

extension ExchangeReader {
    private var lineBytesMax: Int {
        if case .awaited = first { return Limit.helloBytesMax }
        return Limit.entryBytesMax
    }

    /// Keeps a piece of a line whose LF has not come.
    private mutating func hold(_ piece: UnsafeBufferPointer<UInt8>) throws(SyncFault) {
        if !isOverlong, pending.count + piece.count <= lineBytesMax {
            pending.append(contentsOf: piece)
            return
        }
        if case .awaited = first {
            throw Self.looksLikeHello(pending) || Self.looksLikeHello(piece)
                ? Self.helloTooLarge : Self.noExchange
        }
        if !isOverlong {
            hash.update(pending)
            sectionBytes += pending.count
            pending = []
            isOverlong = true
        }
        hash.update(UnsafeRawBufferPointer(piece))
        sectionBytes += piece.count
        try stopSearching()
    }

    /// Whether a line that is too long to be read would have been a hello. Its keys may come in any
    /// order.
    private static func looksLikeHello(_ text: some Collection<UInt8>) -> Bool {
        text.prefix(Limit.helloBytesMax).firstRange(of: Array("\"cairn\":".utf8)) != nil
    }

    private mutating func closeOverlong() {
        isOverlong = false
        hash.update([0x0A])
        sectionBytes += 1
        lineNumber += 1
        entriesSeen += 1
        section.tooLarge += 1
    }

    private mutating func line(
        _ line: UnsafeBufferPointer<UInt8>, _ events: inout [Event]
    ) throws(SyncFault) {
        lineNumber += 1
        if case .awaited = first {
            try open(LineSort(line))
        } else if let digest = CheckLine.digest(in: line) {
            return try close(digest, &events)
        } else if (try? entry.read(line)) != nil {
            // What is a good entry is no line of another sort.
            entriesSeen += 1
            keep(line, isRead: true)
        } else {
            switch LineSort(line) {
            case .check(let json): return try close(json["check"]?.string, &events)
            case .end(let json): return end(json, &events)
            case .entry, .bad:
                entriesSeen += 1
                keep(line, isRead: false)
            case .hello, .skipped: break
            }
        }
        hash.update(UnsafeRawBufferPointer(line))
        hash.update(Self.feedBytes)
        sectionBytes += line.count + 1
        try stopSearching()
    }

    private static let feedBytes: [UInt8] = [0x0A]

    private mutating func open(_ sort: LineSort) throws(SyncFault) {
        switch sort {
        case .hello(let json): first = .hello(json)
        case .skipped(let json) where json["sealed"] != nil: throw Self.sealed
        default: first = .somethingElse
        }
    }

    private mutating func keep(_ line: UnsafeBufferPointer<UInt8>, isRead: Bool) {
        if isOverfull { return }
        if section.lines.count == Limit.sectionEntriesMax
            || section.lines.byteCount + line.count > Self.heldBytesMax
        {
            isOverfull = true
            section.lines = EntryLines()
            return
        }
        if isRead {
            section.lines.append(line, readBy: entry)
        } else {
            section.lines.append(line)
        }
    }

    private func stopSearching() throws(SyncFault) {
        if case .somethingElse = first, sectionBytes > Self.searchBytesMax {
            throw Self.noExchange
        }
    }

    // MARK: Checks and the end

    private mutating func close(
        _ digest: String?, _ events: inout [Event]
    ) throws(SyncFault) {
        var fits = digest == hash.hex() && !isOverfull
        #if FAULTS
            if Fault.checkIsIgnored.isOn { fits = !isOverfull }
            if Fault.sectionLosesLast.isOn { section.lines.removeLast() }
        #endif
        let start = section.place.lowerBound
        let place = start...max(start, lineNumber - 1)
        switch first {
        case .hello(let json) where fits: events.append(.hello(try Hello(json)))
        case .somethingElse where fits: throw Self.noExchange
        default: break
        }
        first = .past
        if !fits {
            #if FAULTS
                if Fault.damageEndsReading.isOn { hasEnded = true }
            #endif
            events.append(.damaged(place))
        } else if !section.lines.isEmpty || section.tooLarge > 0 {
            section.place = place
            events.append(.section(section))
        }
        // One section is about as long as the next.
        section = Section(
            lines: EntryLines(asLargeAs: section.lines),
            place: (lineNumber + 1)...(lineNumber + 1))
        hash = Hash()
        sectionBytes = 0
        isOverfull = false
    }

    private mutating func end(_ json: JSON, _ events: inout [Event]) {
        hasEnded = true
        section.lines = EntryLines()
        guard sectionBytes == 0, isPastHello, json["end"]?.bool == true,
            let entries = json["entries"]?.integer, entries >= 0, let more = json["more"]?.bool
        else {
            events.append(.cut)
            return
        }
        events.append(.end(more: more, missing: max(0, Int(entries) - entriesSeen)))
    }

    // MARK: Faults of the whole

    private static let empty = SyncFault(
        .notAnExchange, "there is nothing in it", hint: "check that the file was copied wholly")
    private static let noExchange = SyncFault(
        .notAnExchange, "the first line is no hello of an exchange",
        hint: "check that this is a bundle, written by cairn bundle write")
    private static let helloTooLarge = SyncFault(
        .tooLarge, "its first line is longer than \(Limit.helloBytesMax / 1_048_576) MiB",
        hint: "exchange fewer logs at a time")
    private static let sealed = SyncFault(
        .sealed, "it is encrypted, which this version of Cairn cannot read",
        hint: "update Cairn, or ask for a bundle that is not encrypted")
}
