/// The migrations of a store's database, oldest first.
///
/// Each is one SQL file beside this one, embedded in the binary. A merged migration is never
/// edited: a change is a new file.
package enum Migrations {
    /// Name and SQL text of each migration.
    package static var all: [(name: String, sql: String)] {
        [
            ("v001-store", text(PackageResources.v001_store_sql)),
            ("v002-access", text(PackageResources.v002_access_sql)),
            ("v003-feed", text(PackageResources.v003_feed_sql)),
            ("v004-session", text(PackageResources.v004_session_sql)),
            ("v005-search", text(PackageResources.v005_search_sql)),
            ("v006-commit", text(PackageResources.v006_commit_sql)),
        ]
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
