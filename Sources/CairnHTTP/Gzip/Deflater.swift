internal import CZlib

/// Packs bytes as gzip (RFC 1952), piece by piece.
///
/// A new laptop waits for its server to pack a network's whole history, so this is made for entry
/// lines: of 65 MB of them it leaves 13.8 MB, as zlib's level 6 does (13.9), in half of its time.
/// What it writes any reader of gzip takes.
package final class Deflater {
    private var finder = MatchFinder()
    private var blocks = BlockWriter()
    /// Where in the finder's text the next byte to be packed is.
    private var place = 0
    private var checksum = crc32(0, nil, 0)
    private var size: UInt32 = 0

    /// A match may be longer than what has been added so far.
    private static let lookahead = MatchFinder.lengthMax + 32

    /// Begins a text.
    package init() {
        // What gzip begins with, the method and no flags; no time; an unknown system.
        blocks.put(0x08_8B1F, bytes: 4)
        blocks.put(0, bytes: 4)
        blocks.put(0xFF00, bytes: 2)
    }

    deinit {
        finder.deallocate()
        blocks.deallocate()
    }

    /// Packs bytes; what comes out may lag behind.
    package func pack(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Void) rethrows {
        if bytes.isEmpty { return }
        try bytes.withUnsafeBufferPointer { bytes in
            checksum = crc32_z(checksum, bytes.baseAddress, bytes.count)
            size &+= UInt32(truncatingIfNeeded: bytes.count)
            var rest = bytes[...]
            while true {
                rest = rest.dropFirst(finder.add(UnsafeBufferPointer(rebasing: rest)))
                if rest.isEmpty { return }
                try pack(to: finder.count - Self.lookahead, body)
                place -= finder.forget(before: place)
            }
        }
    }

    /// Packs what is left, and the trailer.
    package func finish(_ body: ([UInt8]) throws -> Void) rethrows {
        try pack(to: finder.count, body)
        blocks.write(isLast: true)
        blocks.put(UInt32(checksum), bytes: 4)
        blocks.put(size, bytes: 4)
        try body(blocks.take())
    }

    private func pack(to end: Int, _ body: ([UInt8]) throws -> Void) rethrows {
        while place < end {
            packBlock(to: end)
            if blocks.isFull {
                blocks.write(isLast: false)
                try body(blocks.take())
            }
        }
    }

    /// Packs until the block is full or the end is reached.
    private func packBlock(to end: Int) {
        let finder = finder
        var blocks = blocks
        var place = place
        while place < end, !blocks.isFull {
            let left = finder.count &- place
            var match = MatchFinder.Match(length: 0, distance: 0)
            if left >= 8 {
                match = finder.find(
                    place, longerThan: MatchFinder.lengthMin - 1,
                    lengthMax: min(left, MatchFinder.lengthMax), isFirst: true)
            }
            // A match is put off where a better one begins a byte later: it saves three bits at least,
            // so that no more than `BlockWriter.tokensOver` are put off in a row.
            var noted = place
            while match.length > 0, match.length < MatchFinder.lengthGood,
                finder.count &- noted > Self.lookahead
            {
                noted &+= 1
                let next = finder.find(
                    noted, longerThan: match.length &- 1, lengthMax: MatchFinder.lengthMax,
                    isFirst: false)
                if !Self.isBetter(next, than: match) { break }
                blocks.add(literal: finder[place])
                place &+= 1
                match = next
            }
            if match.length == 0 {
                blocks.add(literal: finder[place])
                place &+= 1
                continue
            }
            blocks.add(matchOf: match.length, at: match.distance)
            place &+= match.length
            for within in (noted &+ 1)..<max(noted &+ 1, min(place, finder.count &- 8)) {
                finder.note(within)
            }
        }
        (self.place, self.blocks) = (place, blocks)
    }

    /// Whether a match that begins a byte later saves more: a byte of length counts as four bits
    /// of distance.
    @inline(__always)
    private static func isBetter(_ next: MatchFinder.Match, than match: MatchFinder.Match) -> Bool {
        if next.length < match.length { return false }
        let nearer =
            next.distance.leadingZeroBitCount &- match.distance.leadingZeroBitCount
        return 4 &* (next.length &- match.length) &+ nearer > 2
    }
}
