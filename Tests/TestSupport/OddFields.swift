/// Names of fields that the rule of spelling allows and nobody expects: empty in one part or both,
/// a field and a set of one name, what a record shows besides its fields.
package enum OddFields {
    package static let names = [
        "", "/", "//", "tag", "tag/", "when/", "when/x/", "odd", "odd/a", "odd.", "odd-", "id",
        "id/x", "ref", "log", "record", "display_name", "created_at", "created_by", "modified_at",
        "modified_by", "deleted/x", "tag/a/B~", "/~",
    ]
}
