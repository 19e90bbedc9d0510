import Foundation

/// The files of a store as they were, and what the history knew of it then.
struct Backup {
    let name: String
    let site: String
    let folder: URL
    let state: Site.State
}
