import CairnModel
import CairnStore
import CairnSync
import Foundation
import TestSupport
import Testing

struct ConvergenceTests {
    /// A generator whose sequence is known by its seed (SplitMix64).
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    @Test(
        "after random edits, bundles, rounds, damage and forks all stores show the same",
        arguments: [UInt64](1...20))
    func converges(_ seed: UInt64) throws {
        var chance = Seeded(state: seed)
        let log = RecordID(high: seed, low: 1 << 63)
        let laptops = try (0..<3).map { _ in try Laptop() }
        let events = (1...4).map { RecordID(high: seed, low: UInt64($0)) }
        var backup: [String: Data]?
        for step in 0..<60 {
            let laptop = laptops.randomElement(using: &chance)!
            let other = laptops.randomElement(using: &chance)!
            let event = events.randomElement(using: &chance)!
            switch Int.random(in: 0..<13, using: &chance) {
            case 0..<4:
                try laptop.make("event", event, in: log, [("title", .string("Made \(step)"))])
            case 4..<6:
                try laptop.edit("event", event, in: log, [("title", .string("Edited \(step)"))])
            case 6:
                try laptop.store.perform { _ in
                    Intent([Edit(.delete, log: log, kind: "event", id: event)], by: nil)
                }
            case 7, 8:
                let name = laptop.folder.file("b")
                try laptop.write(name)
                try other.read(name)
            case 9: try hurt(laptop, other, &chance)
            case 10: backup = try laptops[0].backup()
            case 11:
                // One laptop is now and then put back unnoticed, and goes on under its old id.
                if let files = backup { try laptops[0].restore(files) }
                backup = nil
            default: if laptop !== other { _ = try run(laptop, other) }
            }
        }
        for _ in 0..<3 {
            for laptop in laptops.dropFirst() { _ = try run(laptop, laptops[0]) }
        }
        for laptop in laptops.dropFirst() {
            #expect(try laptop.digests == laptops[0].digests)
            #expect(try laptop.vector == laptops[0].vector)
            #expect(try laptop.conflicts == laptops[0].conflicts)
        }
    }

    /// A bundle that is damaged or cut on its way.
    private func hurt(_ laptop: Laptop, _ other: Laptop, _ chance: inout Seeded) throws {
        let name = laptop.folder.file("b")
        try laptop.write(name)
        var bytes = Array(try Data(contentsOf: URL(filePath: name)))
        let hello = bytes.firstIndex(of: 0x0A)! + 1
        let place = Int.random(in: hello..<bytes.count, using: &chance)
        if Bool.random(using: &chance) {
            bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
        } else {
            bytes.removeSubrange(place...)
        }
        _ = try other.read(bytes)
    }
}
