extension Store {
    /// The address under which this store's server was started last, as others reach it.
    package func serverURL() throws -> String? {
        try read { try $0.engine.meta("url") }
    }

    package func setServerURL(_ url: String) throws {
        if try serverURL() == url { return }
        try write { try $0.engine.setMeta("url", url) }
    }

    /// The address at which `cairn board` served this store last, on this laptop.
    package func boardURL() throws -> String? {
        try read { try $0.engine.meta("board-url") }
    }

    package func setBoardURL(_ url: String) throws {
        if try boardURL() == url { return }
        try write { try $0.engine.setMeta("board-url", url) }
    }
}
