/// Runs `body`, and throws `timeout` where it takes longer, or whatever `watch` throws meanwhile.
func withDeadline<Result: Sendable>(
    seconds: Int, watch: @escaping @Sendable () async throws -> Void,
    _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask(operation: body)
        group.addTask {
            try await Task.sleep(for: .seconds(seconds))
            throw Problem.timeout
        }
        group.addTask {
            try await watch()
            throw CancellationError()
        }
        defer { group.cancelAll() }
        return try await group.next()!
    }
}
