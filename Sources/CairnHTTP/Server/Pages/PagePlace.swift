internal import CairnModel
internal import Foundation

/// A place as pages say it, with a link that opens a map.
struct PagePlace {
    /// `Public Library, 12 Elm Street, Morgantown`.
    let text: String
    let map: String?

    /// nil where the value says nothing of a place.
    init?(_ place: JSON?) {
        guard let place else { return nil }
        let named = ["name", "address", "locality"].compactMap { place[$0]?.string }
        let parts = named.isEmpty ? [place["region"]?.string].compactMap { $0 } : named
        guard !parts.isEmpty else { return nil }
        text = parts.joined(separator: ", ")
        map = Self.map(place)
    }

    /// At the coordinates where they are known, else a search for the address: of
    /// OpenStreetMap, which a phone opens in whatever application it has for such links.
    private static func map(_ place: JSON) -> String? {
        if let latitude = place["lat_e6"]?.integer, let longitude = place["lon_e6"]?.integer {
            let (north, east) = (degrees(latitude), degrees(longitude))
            return
                "https://www.openstreetmap.org/?mlat=\(north)&mlon=\(east)#map=17/\(north)/\(east)"
        }
        let parts = ["address", "postal_code", "locality", "region", "country"]
            .compactMap { place[$0]?.string }
        let name = place["address"] == nil ? [place["name"]?.string].compactMap { $0 } : []
        guard !parts.isEmpty || !name.isEmpty else { return nil }
        let query = (name + parts).joined(separator: ", ")
        var allowed = CharacterSet.alphanumerics
        allowed.formIntersection(CharacterSet(charactersIn: "\u{21}"..."\u{7E}"))
        return query.addingPercentEncoding(withAllowedCharacters: allowed)
            .map { "https://www.openstreetmap.org/search?query=\($0)" }
    }

    /// Micro-degrees as a decimal fraction.
    private static func degrees(_ value: Int64) -> String {
        let digits = String(abs(value) % 1_000_000)
        let fraction = String(repeating: "0", count: 6 - digits.utf8.count) + digits
        return "\(value < 0 ? "-" : "")\(abs(value) / 1_000_000).\(fraction)"
    }
}
