extension FieldReader {
    /// A reader of dates and times as `MomentReader` understands them.
    ///
    /// - Parameter noting: told how a date or time was understood, to be shown to the person.
    package init(
        kind: KindSpec, moments: MomentReader, resolve: @escaping Resolve,
        noting: @escaping (String) -> Void = { _ in }
    ) {
        self.init(
            kind: kind,
            readMoment: { text in
                let moment = try moments.read(text)
                noting(moment.reading)
                return (moment.localText, moment.zone)
            }, resolve: resolve)
    }
}
