internal import CairnModel

extension Store {
    /// A text that only this store's server knows, the same each time it is asked for that name:
    /// what the server hands out and wants back unchanged is authenticated with it.
    package func secret(_ name: String) throws -> String {
        let key = "secret-\(name)"
        if let known = try read({ try $0.engine.meta(key) }) { return known }
        let made = Hex.text(surroundings.random(32))
        return try write { snapshot in
            if let known = try snapshot.engine.meta(key) { return known }
            try snapshot.engine.setMeta(key, made)
            return made
        }
    }
}
