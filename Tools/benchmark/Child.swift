import Foundation

/// A program that is run and waited for.
///
/// Started by `posix_spawn` itself: Foundation's `Process` takes some 50 ms to notice that a program
/// has ended, several times what some of those measured here need.
enum Child {
    /// What it prints.
    ///
    /// - Throws: where it fails.
    static func output(_ program: String, _ arguments: [String]) throws -> Data {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchError("no pipe is left") }
        defer { close(ends[0]) }
        let child = try spawn(program, arguments, output: ends[1], closing: ends[0])
        close(ends[1])
        let data = FileHandle(fileDescriptor: ends[0], closeOnDealloc: false).readDataToEndOfFile()
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else {
            throw BenchError("\(program) \(arguments.joined(separator: " ")) failed")
        }
        return data
    }

    private static func spawn(
        _ program: String, _ arguments: [String], output: Int32, closing input: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        for descriptor in [output, input] {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
        let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
        let lists = [[program] + arguments, environment].map { list in
            list.map { strdup($0) } + [nil]
        }
        defer { for word in lists.joined() { free(word) } }
        var child = pid_t()
        guard posix_spawn(&child, program, &actions, nil, lists[0], lists[1]) == 0 else {
            throw BenchError("\(program) cannot be started")
        }
        return child
    }
}
