import Foundation

/// The person's own browser.
enum Browser {
    /// Opens an address: with `$BROWSER`, else with what the system has for it.
    ///
    /// - Returns: whether something took it.
    static func open(_ address: String) -> Bool {
        if Environment.value("BROWSER") != nil {
            return run("/bin/sh", ["-c", "exec $BROWSER \"$1\"", "sh", address])
        }
        #if os(macOS)
            return run("/usr/bin/open", [address])
        #else
            guard Environment.value("DISPLAY") ?? Environment.value("WAYLAND_DISPLAY") != nil else {
                return false
            }
            return run("/usr/bin/env", ["xdg-open", address])
        #endif
    }

    private static func run(_ program: String, _ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        // Some ways of opening stay as long as the browser does; what fails, fails at once.
        let until = Date(timeIntervalSinceNow: 1)
        while process.isRunning, Date() < until { usleep(20_000) }
        return process.isRunning || process.terminationStatus == 0
    }
}
