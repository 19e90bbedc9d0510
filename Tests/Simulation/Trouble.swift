/// What goes wrong in a history. The raw value is how it is told.
package enum Trouble: String, CaseIterable, Sendable {
    // On the network.
    case lost = "message lost"
    case cut = "message cut at some byte"
    case flipped = "message with a flipped bit"
    case repeated = "message that came twice"
    case late = "message that came after later ones"
    case broken = "connection lost for good"
    case parted = "call across a partition"
    case crossed = "two exchanges at the same time"

    // On a stick.
    case stickCut = "stick cut at some byte"
    case stickFlipped = "stick with flipped bits"
    case stickRepeated = "stick with lines twice, or read again"
    case stickReordered = "stick with lines in another order"

    // Clocks.
    case wrongClock = "entry written by a wrong clock"
    case clockAhead = "clock set back, and a new id for it"
    case sameMoment = "two writes of one field in the same millisecond"

    // Stores.
    case stopped = "program stopped between writes"
    case crashed = "crash at some write to the disk"
    case copiedMidway = "disk as it was midway through a command"
    case full = "full disk at some write"
    case secondWriter = "second program on one store"
    case restoredElsewhere = "backup put back as another file"
    case restoredBare = "backup put back without a sidecar"
    case restoredBehind = "backup put back beside the newer sidecar"
    case restoredUnnoticed = "backup put back with its old sidecar"
    case clonedBare = "store copied without its sidecar"
    case clonedWhole = "store copied with its sidecar"
    case moved = "disk moved to another machine"

    // Streams that fork.
    case fork = "fork of a store that wrote on"
    case forkAtThird = "fork that a third store finds"
    case strangerFork = "fork of another program"

    // Versions and strangers.
    case unknownKind = "entry of an unknown kind"
    case unknownKey = "entry with an unknown key"
    case neededUpgrade = "entry that needs a newer version"
    case badLine = "line that is no entry"
    case gap = "entry without the one before it"
    case missing = "entry without one that it names"
    case withheld = "exchange without the people log"
}

/// How often each trouble came up in a history.
package final class Tally {
    package private(set) var counts: [Trouble: Int] = [:]

    func note(_ trouble: Trouble) { counts[trouble, default: 0] += 1 }
}
