extension Vocabulary {
    static let volunteer = KindSpec(
        "volunteer", "A person who helps; kept in people logs alone, every field is personal.",
        isPersonal: true,
        fields: volunteerSelf + volunteerSets)

    private static let volunteerSelf = [
        FieldSpec("given_name", .text(min: 1, max: 100), example: "Ana", "Given name."),
        FieldSpec(
            "family_name", .text(min: 1, max: 100), example: "Ruiz",
            "Family name, where there is one."),
        FieldSpec(
            "preferred_name", .text(min: 1, max: 100), example: "Ani",
            "What the person wants to be called."),
        FieldSpec(
            "age_band", .word(["under_13", "13_15", "16_17", "adult", "unknown"]),
            "How old the person is; unknown is treated as a minor."),
        FieldSpec(
            "grade",
            .object([
                MemberSpec(
                    "value", .word(["K"] + (1...12).map(String.init) + ["college", "adult"]),
                    isRequired: true, "The grade."),
                MemberSpec(
                    "school_year", .text(min: 4, max: 9), example: "2025-26",
                    "The school year in which it was true, such as 2025-26."),
            ]), short: "value", "Grade at school."),
        FieldSpec("email", .email, "E-mail address, often a parent's."),
        FieldSpec("phone", .phone, "Telephone number, often a parent's."),
        FieldSpec(
            "guardian",
            .object(
                contactMembers + [
                    MemberSpec(
                        "relation", .text(min: 1, max: 50), example: "mother",
                        "Mother, uncle, guardian ...")
                ]), short: "name", "The grown-up who answers for a minor."),
        FieldSpec(
            "contact_policy", .word(["direct", "via_guardian", "adviser_only"]),
            "How to reach the person; minors by their guardian unless it says more."),
        FieldSpec(
            "status", .word(["active", "inactive", "moved", "blocked"]), absent: "active",
            "Whether the person takes part."),
        FieldSpec(
            "merged_into", .reference(kind: "volunteer"),
            "The record of the same person that this one is another name of."),
    ]

    private static let volunteerSets = [
        FieldSpec(
            "role", .presence,
            element: .word([
                "member", "student_leader", "adviser", "coordinator", "guardian", "guest",
            ]), "What the person is in the chapter."),
        FieldSpec("skill", .presence, element: .text, "What the person can do."),
        FieldSpec(
            "language", .presence, element: .text, "Languages, by their BCP 47 tags such as es."),
        FieldSpec("tag", .presence, element: .text, "Words to find the person by."),
        FieldSpec(
            "consent",
            .object([
                MemberSpec(
                    "state", .word(["granted", "denied", "withdrawn"]), isRequired: true,
                    "What was said."),
                MemberSpec("by", .text(min: 1, max: 200), "Who said it."),
                MemberSpec("method", .word(["paper", "online", "phone"]), "How it was said."),
                MemberSpec("date", .partialDate, "When it was said."),
                MemberSpec("expires", .partialDate, "The last day on which it holds."),
            ]),
            element: .word([
                "participation", "photo", "publish_name", "publish_art", "contact", "transport",
            ]), short: "state", "What the person, or a minor's guardian, agrees to."),
        FieldSpec(
            "not_same_as", .presence, element: .record(kind: "volunteer"),
            "People who look like this one in the records and are someone else."),
    ]
}
