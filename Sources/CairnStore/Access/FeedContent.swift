/// What a calendar feed is of.
package enum FeedContent: String, Sendable, CaseIterable {
    case events
    case tasks
}
