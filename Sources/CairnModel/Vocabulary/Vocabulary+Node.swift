extension Vocabulary {
    static let node = KindSpec(
        "node", "One laptop's store, so that history can say which one wrote.",
        titleField: "name",
        fields: [
            FieldSpec("name", .text(min: 1, max: 100), "What its people call the laptop."),
            FieldSpec("software", .text(min: 1, max: 100), "The program and its version."),
        ])
}
