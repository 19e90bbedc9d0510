import CairnModel
import CairnStore

/// Finds what a person names, in one state of the store.
struct Lookup {
    let snapshot: Snapshot
    let workspace: Workspace
    /// What a write may have to give a record first.
    let handedOut = HandedOut()

    var options: CommonOptions { workspace.options }
}
