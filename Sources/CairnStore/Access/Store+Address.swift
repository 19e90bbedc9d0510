extension Store {
    /// The address under which this store's server was started last, as others reach it.
    package func serverURL() throws -> String? {
        try read { try $0.engine.meta("url") }
    }

    package func setServerURL(_ url: String) throws {
        if try serverURL() == url { return }
        try write { try $0.engine.setMeta("url", url) }
    }
}
