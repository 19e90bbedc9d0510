extension Vocabulary {
    static let shift = KindSpec(
        "shift", "A time and a role of an event that volunteers sign up for.",
        titleField: "label",
        fields: [
            FieldSpec(
                "event", .reference(kind: "event"), isRequired: true, "The event it is part of."),
            FieldSpec("label", .text(min: 1, max: 200), "What the shift is called."),
            FieldSpec("role", .text(min: 1, max: 100), "What people do in it, such as greeter."),
            FieldSpec("when", .object(whenMembers), rule: .interval, "When the shift is."),
            FieldSpec(
                "min_needed", .integer(min: 0, max: 1_000_000), "How many people it needs."),
            FieldSpec(
                "max_needed", .integer(min: 0, max: 1_000_000),
                "How many people it has places for; none means no limit."),
            FieldSpec(
                "minimum_age", .integer(min: 0, max: 120), "How old one must be to take part."),
            FieldSpec("adult_required", .flag, "Whether an adult must be there."),
            FieldSpec("self_signup", .flag, "Whether volunteers may sign up by themselves."),
            FieldSpec("instructions", .longText, "What people who signed up should know."),
            FieldSpec(
                "status", .word(["open", "closed", "cancelled"]), absent: "open",
                "Whether people can sign up for it."),
            FieldSpec("skill", .presence, element: .text, "Skills that the shift asks for."),
        ])
}
