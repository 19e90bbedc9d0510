/// Entity tags (RFC 9110, 8.8.3).
enum EntityTag {
    /// Whether the value of `If-None-Match` names a tag; compared weakly, as for GET.
    static func isNamed(_ tag: String, by field: String?) -> Bool {
        guard let field else { return false }
        return field.split(separator: ",").contains { part in
            let name = part.drop { $0 == " " }.trimmingSuffix { $0 == " " }
            return name == "*" || name == tag || name == "W/\(tag)"
        }
    }
}
