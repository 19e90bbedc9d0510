internal import TestSupport

/// The files of a store as they were, and what the history knew of it then.
struct Backup {
    let name: String
    let site: String
    let files: StoreFiles
    let state: Site.State
    let sidecar: Site.Sidecar?
}
