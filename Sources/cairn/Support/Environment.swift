import Foundation

/// What the environment says; an empty variable says nothing.
enum Environment {
    static func value(_ name: String) -> String? {
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
            return nil
        }
        return value
    }

    /// The store: `$CAIRN_STORE`, else `cairn/cairn.db` in the user's data folder.
    static var storePath: String {
        if let path = value("CAIRN_STORE") { return path }
        let home = value("HOME") ?? NSHomeDirectory()
        let data = value("XDG_DATA_HOME") ?? "\(home)/.local/share"
        return "\(data)/cairn/cairn.db"
    }
}
