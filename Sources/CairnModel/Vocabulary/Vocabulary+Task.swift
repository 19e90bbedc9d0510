extension Vocabulary {
    static let task = KindSpec(
        "task", "Something to be done.", titleField: "title",
        fields: [
            FieldSpec(
                "title", .text(min: 1, max: 200), isRequired: true, example: "Print flyers",
                "What is to be done."),
            FieldSpec("notes", .longText, "All that helps to do it."),
            FieldSpec(
                "status", .word(["open", "in_progress", "done", "cancelled"]), absent: "open",
                "How far it has come."),
            FieldSpec("priority", .word(["high", "medium", "low"]), "How much it matters."),
            FieldSpec(
                "due", .object(dayMembers), rule: .day, "By when it should be done."),
            FieldSpec(
                "start_on", .object(dayMembers), rule: .day, "From when it can be done."),
            FieldSpec("event", .reference(kind: "event"), "The event that it is for."),
            FieldSpec("campaign", .reference(kind: "campaign"), "The campaign that it is for."),
            FieldSpec("effort_minutes", .minutes(max: 525_600), "How long it takes, in minutes."),
            FieldSpec(
                "claim_policy", .word(["assign_only", "claimable"]),
                "Whether volunteers may take it by themselves."),
            FieldSpec(
                "max_assignees", .integer(min: 1, max: 1_000), "How many people may do it."),
            FieldSpec(
                "assignee",
                .object([
                    MemberSpec(
                        "state",
                        .word(["offered", "claimed", "accepted", "declined", "released"]),
                        isRequired: true, "What became of it."),
                    MemberSpec("at", .localTime, "Since when, in local time."),
                ]), element: .record(kind: "volunteer"), short: "state", "Who does it."),
            FieldSpec(
                "depends", .presence, element: .record(kind: "task"),
                "Tasks that must be done before it."),
            FieldSpec(
                "check",
                .object([
                    MemberSpec("text", .text(min: 1, max: 500), "What to do."),
                    MemberSpec("done", .flag, "Whether it is done."),
                    MemberSpec(
                        "position", .integer(min: 0, max: 1_000_000), "Its place in the list."),
                ]), element: .text, short: "text", "Small steps to tick off."),
            FieldSpec("tag", .presence, element: .text, "Words to find the task by."),
            FieldSpec("skill", .presence, element: .text, "Skills that the task asks for."),
        ])
}
