extension Vocabulary {
    static let event = KindSpec(
        "event", "Something that a chapter plans, holds and reports.", titleField: "title",
        parentField: "series", fields: eventPlan + eventOutcome + eventSets + eventSeries)

    private static let eventTypes = [
        "awareness_event", "presentation", "display", "exhibit", "art_making", "letter_writing",
        "postcard_drive", "petition_drive", "meeting_official", "press", "fundraiser",
        "service_project", "rally", "vigil", "march", "film", "training", "club_meeting",
        "conference", "virtual_exchange", "social_media_day", "research", "award", "other",
    ]

    private static let eventPlan = [
        FieldSpec(
            "title", .text(min: 3, max: 200), isRequired: true, example: "Night display",
            "What the event is called."),
        FieldSpec("summary", .text(min: 1, max: 500), "The event in a sentence or two."),
        FieldSpec("description", .longText, "All about the event, in Markdown."),
        FieldSpec("type", .word(eventTypes), "What sort of event it is."),
        FieldSpec(
            "status",
            .word([
                "draft", "tentative", "confirmed", "postponed", "cancelled", "held", "reported",
            ]), absent: "tentative", "How far the event has come."),
        FieldSpec("mode", .word(["in_person", "virtual", "hybrid"]), "Where people meet."),
        FieldSpec("online_url", .url, "Where to join it online."),
        FieldSpec("when", .object(whenMembers), rule: .interval, "When the event is."),
        FieldSpec("place", .object(placeMembers), short: "name", "Where the event is."),
        FieldSpec(
            "visibility", .word(["public", "unlisted", "chapter", "private"]),
            "Who sees it on pages, in feeds and exports; who reads the log reads the event."),
        FieldSpec(
            "capacity", .integer(min: 0, max: 1_000_000),
            "How many people have room; none means no limit."),
        FieldSpec(
            "min_needed", .integer(min: 0, max: 1_000_000), "How many helpers the event needs."),
        FieldSpec(
            "accessibility", .word(["accessible", "not_accessible", "not_sure"]),
            "Whether people with disabilities can take part."),
        FieldSpec(
            "accessibility_notes", .longText, "Steps, lifts, signing and whatever else helps."),
        FieldSpec("cancelled_reason", .text(min: 1, max: 500), "Why it was cancelled."),
        FieldSpec(
            "postponed_to", .reference(kind: "event"), "The event that takes place instead."),
        FieldSpec("instructions", .longText, "What people who signed up should know."),
    ]

    private static let eventOutcome = [
        FieldSpec(
            "reach",
            .object(
                countMembers + [
                    MemberSpec("text", .text(min: 1, max: 500), "What the number stands for.")
                ]), rule: .range, "How many people the event reached."),
        FieldSpec(
            "count",
            .object(
                countMembers + [
                    MemberSpec("at_least", .flag, "Whether it may have been more.")
                ]), element: .text, rule: .range,
            "Numbers of the outcome by what was counted: students, teachers, parents, public, "
                + "officials, letters, postcards, signatures, artworks, media_mentions and others."
        ),
        FieldSpec("outcome_notes", .longText, "How the event went."),
    ]

    private static let eventSets = [
        FieldSpec("tag", .presence, element: .text, "Words to find the event by."),
        FieldSpec("partner", .presence, element: .text, "Who held the event with the chapter."),
        FieldSpec("campaign", .presence, element: .text, "Campaigns that the event is part of."),
        FieldSpec("target", .presence, element: .text, "Officials or bodies that it speaks to."),
        FieldSpec(
            "ask", .presence,
            element: .word([
                "sign", "ratify", "accede", "stop_use", "stop_production", "stop_transfer",
                "destroy_stockpiles", "disinvest", "fund_clearance", "assist_victims",
                "report_progress", "thank",
            ]), "What the event asks of its targets."),
        FieldSpec(
            "same_as", .presence, element: .foreign(kind: "event"),
            "The same event in another chapter's log; it is counted once."),
    ]

    private static let eventSeries = [
        FieldSpec(
            "recurrence_rule", .recurrenceRule, "How the event repeats: it is a series then."),
        FieldSpec(
            "skip", .presence, element: .moment, "Starts of the series that do not take place."),
        FieldSpec(
            "series", .reference(kind: "event"), "The series that this changed instance is of."),
        FieldSpec(
            "recurrence_id", .localTime, "The start that this instance had in its series."),
    ]
}
