/// Runs `body`, and throws `timeout` where it takes longer.
func withDeadline<Result: Sendable>(
    seconds: Int, _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
        group.addTask(operation: body)
        group.addTask {
            try await Task.sleep(for: .seconds(seconds))
            throw Problem.timeout
        }
        defer { group.cancelAll() }
        return try await group.next()!
    }
}
