extension RecurrenceFault {
    /// The same for whoever gave an event that repeats a start or a rule.
    package var ofField: FieldFault {
        FieldFault(
            field: "when", reason: "the event repeats, and \(reason)",
            hint: "give recurrence_rule as well, such as FREQ=WEEKLY, or another day")
    }
}
