extension Vocabulary {
    static let signup = KindSpec(
        "signup", "One volunteer at one shift, or at one event without shifts.",
        requiredOneOf: ["shift", "event"],
        fields: [
            FieldSpec("shift", .reference(kind: "shift"), "The shift."),
            FieldSpec("event", .reference(kind: "event"), "The event, where it has no shifts."),
            FieldSpec(
                "volunteer", .reference(kind: "volunteer"), isRequired: true, "The volunteer."),
            FieldSpec(
                "shown_name", .text(min: 1, max: 200),
                "What others read for a volunteer of another chapter."),
            FieldSpec(
                "rsvp",
                .word(["invited", "requested", "registered", "tentative", "declined", "cancelled"]),
                "What the volunteer said beforehand."),
            FieldSpec(
                "attendance", .word(["present", "late", "left_early", "excused", "no_show"]),
                "What happened; none means that nobody wrote it down."),
            FieldSpec("arrived_at", .localTime, "When the volunteer came, in local time."),
            FieldSpec("left_at", .localTime, "When the volunteer left, in local time."),
            FieldSpec("minutes", .minutes(max: 44_640), "How long the volunteer helped."),
            FieldSpec(
                "guests", .integer(min: 0, max: 1_000), "How many people the volunteer brings."),
            FieldSpec(
                "note", .text(min: 1, max: 1_000), "A note; whoever reads the log reads it."),
        ])
}
