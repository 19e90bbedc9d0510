/// What a grant lets the holder of a token do on a server.
package enum Role: String, Sendable, CaseIterable {
    /// Pull one log.
    case reader
    /// Pull and push one log: a campaign's or a joint event's.
    case writer
    /// Pull and push a chapter's two logs.
    case chapter
    /// Pull and push the chapter logs of a chapter and of those below it.
    case coordinator
    /// A volunteer's own tasks; no exchange.
    case volunteer
}
