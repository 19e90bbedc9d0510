internal import CairnModel
internal import CairnStore

/// Reads a volunteer's page out of one state of the store. It shows nothing of other people but
/// the given name and initial of who shares a task, and what the adviser publishes.
struct MeView {
    let me: MeSelf
    let path: String
    let open: OpenThings.Found
    /// How many tasks are shown, and half as many of what else there is.
    let itemsMax: Int

    var snapshot: Snapshot { me.snapshot }

    /// - Parameter feed: the addresses of the volunteer's calendars.
    func page(feed: MePage.Feed?) throws -> MePage {
        let comings = try self.comings()
        let (events, note) = try self.events()
        let (tasks, rest) = try self.tasks()
        let adviser = me.chapter["adviser"]
        return MePage(
            path: path, me: DisplayName.given { me.person[$0] } ?? "you",
            chapter: snapshot.title(of: me.chapter), asOf: String(me.localNow.suffix(5)),
            said: try said(), next: comings.first,
            comings: Array(comings.dropFirst().prefix(itemsMax / 2)),
            tasks: tasks,
            moreTasks: rest > 0 ? Words.count(rest, "more task") : nil, offers: try offers(),
            events: events, signupNote: note,
            adviser: adviser?["name"]?.string.map { name in
                let phone = adviser?["phone"]?.string
                return MePage.Adviser(
                    adult: name, phone: phone,
                    phoneLink: phone.map { $0.filter { $0.isASCII && $0.isNumber || $0 == "+" } },
                    email: adviser?["email"]?.string)
            }, feed: feed)
    }
}
