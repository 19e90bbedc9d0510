/// Why somebody with a code is not let in.
package enum JoinFault: Error, Sendable {
    /// There is no such code.
    case unknown
    case expired
    /// Somebody else used it, or what it gave is in use.
    case used
    /// The store has another chapter than the one that the code is for.
    case otherChapter
    /// The code is for a store that has a chapter, and this one has none.
    case noChapter
    /// The chapter is known here already and needs a code of its own.
    case chapterKnown
}
