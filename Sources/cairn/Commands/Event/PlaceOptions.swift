import ArgumentParser

/// Where something is.
struct PlaceOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The building or room.", valueName: "name"))
    var venue: String?

    @Option(name: .long, help: ArgumentHelp("Street and number.", valueName: "text"))
    var address: String?

    @Option(name: .long, help: ArgumentHelp("City, town or village.", valueName: "name"))
    var locality: String?

    @Option(name: .long, help: ArgumentHelp("State or province, such as WV.", valueName: "code"))
    var region: String?

    @Option(name: .long, help: ArgumentHelp("Country, such as US.", valueName: "code"))
    var country: String?

    @Option(name: .long, help: ArgumentHelp("Postal code.", valueName: "code"))
    var postalCode: String?

    func fill(_ input: inout FieldInput) throws {
        try input.read("place.name", venue)
        try input.read("place.address", address)
        try input.read("place.locality", locality)
        try input.read("place.region", region)
        try input.read("place.country", country)
        try input.read("place.postal_code", postalCode)
    }
}
