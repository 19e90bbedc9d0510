package import CairnModel

/// A server that this store exchanges with, as this store remembers it.
package struct Peer: Sendable {
    /// What the people here call it.
    package let name: String
    /// Its address, without a slash at the end.
    package var url: String
    package var role: Role
    /// The log that the join named; nil for one that was added by hand.
    package var chapter: RecordID?
    /// A file with the certificates by which it is trusted; nil for the system's.
    package var ca: String?
    /// Whether the names of volunteers go to it.
    package var sharesPeople = false
    /// The logs that it is for; true where it takes entries of them.
    package var logs: [RecordID: Bool] = [:]
    /// The vector that it named last, as JSON.
    package var have: String?
    /// When the last run began, and when one last ended well; milliseconds since 1970.
    package var tried: Int64?
    package var succeeded: Int64?
    /// The code of what stopped the last run; nil where nothing did.
    package var failure: String?
    /// Milliseconds that its clock was ahead of this laptop's.
    package var lead: Int64?
    /// What it did not take in the last run, and what was not taken from it: JSON arrays of
    /// refusals.
    package var refused = "[]"
    package var declined = "[]"

    package init(name: String, url: String, role: Role, chapter: RecordID?) {
        (self.name, self.url, self.role, self.chapter) = (name, url, role, chapter)
    }
}
