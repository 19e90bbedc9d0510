internal import CairnModel
internal import CairnStore
internal import TestSupport

/// One laptop with one store, and what the history knows of it.
final class Site {
    /// Whether the store has to write under a new node id from its next write on.
    enum Identity: String {
        case stays, changes
        /// The program died while it wrote: whether the file beside the store had been renewed
        /// by then, it finds out itself.
        case mayChange
    }

    /// What is in the file beside a store.
    struct Sidecar {
        let mark: String
        let node: String
        let written: Set<Int>
    }

    let name: String
    let files: StoreFiles
    let machine: TestMachine
    /// Milliseconds by which its wall clock is wrong.
    var skew: Int64 = 0
    var store: Store?
    var state: State
    /// Dots of what took something back, and of what was taken back.
    var undos: Set<String> = []
    /// How often another file took the place of the store's.
    var generation = 0
    /// Nil where there is none.
    var sidecar: Sidecar?

    /// The machine and the file that a sidecar here has to name.
    var mark: String { "\(machine.name)#\(generation)" }

    /// The store has written its sidecar.
    func noteSidecar() {
        sidecar = Sidecar(mark: mark, node: state.node, written: state.written)
    }

    /// What a copy of the store takes with it.
    struct State {
        /// Numbers of the lines that it holds, in the order in which they were applied.
        var held: [Int] = []
        var holds: Set<Int> = []
        /// `stream seq head` and `log dot` of each line.
        var names: Set<String> = []
        /// `stream seq` of each line.
        var places: Set<String> = []
        /// Lines that it wrote under its present node id.
        var written: Set<Int> = []
        var node = ""
        var identity = Identity.stays
        /// Its clock; nil where the history does not know it.
        var clock: Timestamp? = Timestamp(packed: 0)
    }

    init(_ name: String, files: StoreFiles, machine: TestMachine, state: State = State()) {
        (self.name, self.files, self.machine, self.state) = (name, files, machine, state)
    }

    func opened() throws -> Store {
        if let store { return store }
        let opened = try Store.open(files.path, surroundings: machine.surroundings)
        store = opened
        return opened
    }

    /// Why a line cannot be applied here; nil where it can.
    func refusal(of line: OracleLine) -> LineFault? {
        if line.seq > 1, !state.names.contains("\(line.stream) \(line.seq - 1) \(line.prev)") {
            return .gap
        }
        return line.named.allSatisfy { state.names.contains("\(line.log) \($0)") }
            ? nil : .missingPredecessor
    }
}

extension Site.State {
    mutating func add(_ number: Int, _ line: OracleLine) {
        held.append(number)
        holds.insert(number)
        places.insert(line.place)
        names.insert("\(line.stream) \(line.seq) \(line.head)")
        names.insert("\(line.log) \(line.dot)")
    }
}
