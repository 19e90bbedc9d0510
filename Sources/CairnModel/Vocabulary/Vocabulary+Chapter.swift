extension Vocabulary {
    static let chapter = KindSpec(
        "chapter", "A group in a tree: a school club, a state or a national campaign.",
        titleField: "name",
        fields: [
            FieldSpec(
                "name", .text(min: 1, max: 200), isRequired: true, example: "Lincoln High",
                "What the chapter is called."),
            FieldSpec("slug", .slug, "A short name for commands and addresses."),
            FieldSpec(
                "type",
                .word([
                    "school_club", "campus_group", "community_group", "state_campaign",
                    "national_campaign", "international_campaign",
                ]), "What sort of chapter it is."),
            FieldSpec(
                "parent", .reference(kind: "chapter"), "The chapter above it in the tree."),
            FieldSpec(
                "status", .word(["forming", "active", "paused", "closed"]), absent: "active",
                "Whether the chapter is at work."),
            FieldSpec(
                "tz", .zone, isRequired: true, "The time zone of its events unless they say more."),
            FieldSpec("place", .object(localityMembers), short: "locality", "Where it is at home."),
            FieldSpec(
                "school_year_start", .dayOfYear, "The day on which its school year begins."),
            FieldSpec("site_url", .url, "Its page on the web."),
            FieldSpec("founded", .partialDate, "When it began: a day, a month or a year."),
            FieldSpec(
                "adviser", .object(contactMembers), short: "name",
                "The adult who answers for it, with what that adult publishes."),
            FieldSpec(
                "merged_into", .reference(kind: "chapter"),
                "The chapter that this one is another name of."),
            FieldSpec(
                "affiliation", .presence, element: .record(kind: "chapter"),
                "Chapters that it belongs to besides its parent."),
            FieldSpec(
                "link", .url, element: .text,
                "Its pages elsewhere, by provider, such as `link/instagram`."),
        ])
}
