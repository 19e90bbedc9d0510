package import CairnModel

/// What a caller knows in the course of a run of rounds with one peer, and what it decides by it.
/// Pure: it reads no store and no wire.
package struct CallerSession: Sendable {
    /// Rounds after which a run is given up, for a peer that pretends to make progress.
    package static let roundsMax = 10_000

    /// What to do after a round.
    package enum Step: Sendable, Equatable {
        case again
        /// Each party holds what the other has.
        case agreed
        /// A round brought nothing more, though the parties still differ.
        case stuck
    }

    /// What one round brought, seen from the caller.
    package struct Round: Sendable {
        /// The vector that the caller sent; nil where it sent a sum.
        package var sent: Vector?
        /// The sum that it sent; nil where it sent a vector.
        package var sentSum: String?
        /// The answer's hello; nil where it was damaged, cut or lost.
        package var answer: Hello?
        package var intake: Intake
        /// Each party holds every line that the other names, and each names all its tips.
        package var agrees: Bool

        package init(
            sent: Vector?, sentSum: String? = nil, answer: Hello?, intake: Intake, agrees: Bool
        ) {
            (self.sent, self.sentSum, self.answer) = (sent, sentSum, answer)
            (self.intake, self.agrees) = (intake, agrees)
        }

        /// Whether the answer says that the peer has the same sum. Another sum, or entries beside
        /// it, is what no peer says to this request: an old answer, or the request itself.
        package var agreesBySum: Bool {
            guard let sentSum, case .sum(let sum) = answer?.holdings, sum == sentSum else {
                return false
            }
            return intake.applied + intake.known + intake.refused == 0
        }
    }

    package let access: Access
    /// What the peer said last that it holds.
    package private(set) var peerHave: Vector?
    /// Whether the next request carries a sum.
    package private(set) var sendsSum: Bool
    /// What the peer would not take of what was sent.
    package private(set) var refusedByPeer = RefusalBook()
    /// What was not taken from the peer.
    package private(set) var refusedHere = RefusalBook()
    /// Streams of which the peer named a line that the store lacked.
    package var ladders: Set<Vector.Stream> = []
    package private(set) var rounds = 0
    private var sentBefore: Vector?
    private var heardBefore: Vector?
    /// Something was refused for the want of something else in a round that applied something:
    /// it is asked for once more before the run is given up.
    private var owesAnotherTry = false

    /// - Parameter remembered: the `have` of the last answer of an earlier run with this peer.
    package init(access: Access, remembered: Vector? = nil) {
        self.access = access
        peerHave = remembered
        sendsSum = remembered != nil
    }

    /// Takes in what a round brought and says what comes next.
    package mutating func conclude(_ round: Round) -> Step {
        rounds += 1
        sendsSum = false
        if round.agreesBySum { return .agreed }
        let heard = round.answer?.have ?? peerHave
        let hasProgress = round.intake.applied > 0 || heard != peerHave
        if hasProgress { forgetPassingRefusals() }
        let refusesAnew = noteRefusals(of: round)
        if refusesAnew { owesAnotherTry = hasProgress }
        peerHave = heard
        defer { (sentBefore, heardBefore) = (round.sent, heard) }
        #if FAULTS
            if Fault.moreIsIgnored.isOn, round.intake.hasMore { return .agreed }
        #endif
        if round.agrees, !round.intake.hasMore { return .agreed }
        if rounds >= Self.roundsMax { return .stuck }
        let repeats = round.sent != nil && round.sent == sentBefore && heard == heardBefore
        if !repeats || round.intake.applied > 0 || refusesAnew { return .again }
        if !owesAnotherTry { return .stuck }
        forgetPassingRefusals()
        return .again
    }

    private mutating func forgetPassingRefusals() {
        refusedByPeer.noteProgress()
        refusedHere.noteProgress()
        owesAnotherTry = false
    }

    /// Whether one of them is new.
    private mutating func noteRefusals(of round: Round) -> Bool {
        var isNew = false
        for refusal in round.answer?.refused ?? [] where refusedByPeer.note(refusal) {
            isNew = true
        }
        for refusal in round.intake.refusals.list where refusedHere.note(refusal) {
            isNew = true
        }
        return isNew
    }
}
