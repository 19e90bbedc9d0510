extension Vocabulary {
    /// The fields that records of every kind have besides their own.
    package static let commonFields = [
        FieldSpec("deleted", .flag, "Whether the record was deleted; true or null."),
        FieldSpec(
            "identifier", .presence, element: .text,
            "Where the record came from, as `system:id`; importing it again changes nothing."),
        FieldSpec(
            "accepted", .text(min: 1, max: 200), element: .text,
            "An issue, by its code, that a person accepts as it is; the value is a fingerprint "
                + "of the state that was accepted."),
    ]

    /// Members of `when`.
    static let whenMembers = [
        MemberSpec("start", .localTime, "When it begins, in local time."),
        MemberSpec("end", .localTime, "When it ends, in local time."),
        MemberSpec("tz", .zone, "The time zone of start and end."),
        MemberSpec("all_day", .flag, "Whether it takes whole days."),
        MemberSpec("date", .partialDate, "Only the day, month or year, where no more is known."),
    ]

    /// Members of `due` and `start_on`.
    static let dayMembers = [
        MemberSpec("date", .partialDate, "The day."),
        MemberSpec("start", .localTime, "The day and the time, in local time."),
        MemberSpec("tz", .zone, "The time zone of start."),
    ]

    /// Members of a place without a street, and of one with it.
    static let localityMembers = [
        MemberSpec(
            "locality", .text(min: 1, max: 100), example: "Morgantown", "City, town or village."),
        MemberSpec(
            "region", .text(min: 1, max: 50), example: "WV",
            "State or province: the last part of its ISO 3166-2 code."),
        MemberSpec("country", .country, "Country."),
        MemberSpec("postal_code", .text(min: 1, max: 20), example: "26505", "Postal code."),
        MemberSpec(
            "lat_e6", .integer(min: -90_000_000, max: 90_000_000), example: "39629500",
            "Latitude in micro-degrees."),
        MemberSpec(
            "lon_e6", .integer(min: -180_000_000, max: 180_000_000), example: "-79955900",
            "Longitude in micro-degrees."),
    ]

    static let placeMembers =
        [
            MemberSpec(
                "name", .text(min: 1, max: 200), example: "Art room", "The building or room."),
            MemberSpec(
                "address", .text(min: 1, max: 300), example: "12 High Street",
                "Street and number."),
        ] + localityMembers

    /// Members of a grown-up to turn to.
    static let contactMembers = [
        MemberSpec("name", .text(min: 1, max: 200), example: "Dana Ruiz", "Name."),
        MemberSpec("email", .email, "E-mail address."),
        MemberSpec("phone", .phone, "Telephone number."),
    ]

    /// Members of a number that may be a guess.
    static let countMembers = [
        MemberSpec("low", .integer(min: 0, max: countMax), "The lowest number."),
        MemberSpec("high", .integer(min: 0, max: countMax), "The highest number."),
        MemberSpec("basis", .word(["counted", "estimated", "reported"]), "How it is known."),
    ]

    static let countMax: Int64 = 1_000_000_000
}
