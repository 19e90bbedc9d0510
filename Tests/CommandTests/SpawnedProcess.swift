import Foundation

/// A process started by the system's own calls: Foundation's `Process` crashes now and then where
/// many threads start processes at once.
struct SpawnedProcess {
    /// How a process ended.
    enum End: Equatable {
        case exit(Int32)
        case signal(Int32)

        /// The exit status, or the signal.
        var number: Int32 {
            switch self {
            case .exit(let number), .signal(let number): number
            }
        }
    }

    private let id: pid_t
    private var end: End?

    /// - Parameter files: what standard input, output and error are.
    init(
        _ program: String, _ arguments: [String], in folder: String,
        environment: [String: String],
        files: [String] = ["/dev/null", "/dev/null", "/dev/null"]
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (descriptor, path) in files.enumerated() {
            let mode = descriptor == 0 ? O_RDONLY : O_WRONLY
            posix_spawn_file_actions_addopen(&actions, Int32(descriptor), path, mode, 0)
        }
        // env goes to the folder and then becomes the program, under the same process id.
        var words = (["env", "-C", folder, program] + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var id = pid_t()
        let code = posix_spawn(&id, "/usr/bin/env", &actions, nil, &words, &variables)
        guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
        self.id = id
    }

    var isRunning: Bool {
        mutating get { reap(WNOHANG) == nil }
    }

    /// Waits until it has ended.
    mutating func wait() -> End {
        while true { if let end = reap(0) { return end } }
    }

    /// Sends a signal, unless it has ended.
    mutating func send(_ signal: Int32) {
        if end == nil { kill(id, signal) }
    }

    private mutating func reap(_ options: Int32) -> End? {
        if let end { return end }
        var status: Int32 = 0
        guard waitpid(id, &status, options) == id else { return nil }
        end = status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
        return end
    }
}
