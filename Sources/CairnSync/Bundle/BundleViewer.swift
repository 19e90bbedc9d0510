internal import CairnModel

/// Looks at what a reader hands out, without a store.
struct BundleViewer {
    private var counter = BundleCounter()
    private var hello: Hello?
    private var damagedSections = 0
    private var isCut = false
    private var missing = 0

    mutating func take(_ events: [ExchangeReader.Event]) {
        for event in events {
            switch event {
            case .hello(let hello): self.hello = hello
            case .section(let section):
                missing += section.tooLarge
                for place in 0..<section.lines.count {
                    section.lines.withLine(place) { counter.count($0) }
                }
            case .damaged: damagedSections += 1
            case .end(_, let missing): self.missing += missing
            case .cut: isCut = true
            }
        }
    }

    var look: BundleReader.Look {
        BundleReader.Look(
            hello: hello,
            summary: counter.summary(
                logs: hello?.have?.logs ?? [], isPartial: hello?.base != nil),
            damagedSections: damagedSections, isCut: isCut, missing: missing)
    }
}
