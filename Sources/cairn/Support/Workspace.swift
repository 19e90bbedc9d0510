import CairnModel
import CairnStore

/// An open store with what a command needs to know beside it: whose laptop this is, who acts, and
/// what time it is.
struct Workspace {
    let options: CommonOptions
    let store: Store
    /// The chapter that this laptop belongs to.
    let home: RecordID?
    /// The volunteer who works on this laptop, as `by` names one from the home chapter.
    let me: String?
    /// Milliseconds since 1970 when the command began.
    let now: Int64

    init(_ options: CommonOptions) throws {
        let store = try Store.open(options.path, surroundings: Machine.surroundings)
        try self.init(options, store: store)
    }

    /// A store that is open already.
    init(_ options: CommonOptions, store: Store) throws {
        self.options = options
        self.store = store
        // Both are read before any transaction: inside one the store is not asked again.
        (home, me) = (try store.home(), store.me())
        now = Machine.wall()
    }

    /// Reads one consistent state.
    func read<T>(_ body: (Lookup) throws -> T) throws -> T {
        try store.read { try body(Lookup(snapshot: $0, workspace: self)) }
    }

    /// Writes in one transaction; `build` looks things up in the state that it changes.
    @discardableResult
    func write(_ build: (Lookup) throws -> Intent) throws -> Performed {
        let performed = try store.perform {
            let lookup = Lookup(snapshot: $0, workspace: self)
            var intent = try build(lookup)
            intent.edits = lookup.edits(keeping: intent.edits)
            return intent
        }
        if let change = performed.newIdentity { Console.note(change.description) }
        return performed
    }

    /// A new id, in the order of making.
    func newID() -> RecordID { store.newID() }
}
