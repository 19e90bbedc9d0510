/// What a client says in `Accept-Encoding` (RFC 9110, section 12.5.3).
struct AcceptedCodings {
    private var weights: [String: Double] = [:]

    init(_ header: String?) {
        for part in (header ?? "").lowercased().split(separator: ",") {
            let words = part.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
            guard let name = words.first, !name.isEmpty else { continue }
            let weight = words.dropFirst().first { $0.hasPrefix("q=") }
            weights[name] = weight.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
        }
    }

    /// Whether gzip is wanted: what is said of it by name counts before what is said of all.
    var takesGzip: Bool { (weights["gzip"] ?? weights["x-gzip"] ?? weights["*"] ?? 0) > 0 }
}
