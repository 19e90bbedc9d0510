internal import CairnModel
internal import CairnStore

/// The parts of the board, as its navigation has them.
enum BoardTab: String, CaseIterable {
    case home = "/"
    case events = "/events"
    case tasks = "/tasks"
    case volunteers = "/volunteers"
    case conflicts = "/conflicts"
    case sync = "/sync"
    case report = "/report"

    var label: String {
        switch self {
        case .home: "This week"
        case .events: "Events"
        case .tasks: "Tasks"
        case .volunteers: "People"
        case .conflicts: "To decide"
        case .sync: "Exchange"
        case .report: "Report"
        }
    }
}

/// What is around every page of the board.
struct BoardFrame {
    struct Tab {
        let label: String
        let path: String
        let isHere: Bool
        /// How many things wait there; nil for none.
        let waiting: Int?
    }

    let title: String
    /// Whose board it is.
    let chapter: String
    let tabs: [Tab]
    let notice: String?
    /// What every form sends back.
    let formToken: String

    init(_ look: BoardLook, title: String, tab: BoardTab?, notice: String?) throws {
        (self.title, self.notice) = (title, notice)
        chapter = look.mainChapter.map { look.snapshot.title(of: $0) } ?? "No chapter yet"
        formToken = look.session.formToken
        let open = try look.openConflictCount()
        tabs = BoardTab.allCases.compactMap { one in
            if one == .volunteers, look.peopleLogs.isEmpty { return nil }
            return Tab(
                label: one.label, path: one.rawValue, isHere: one == tab,
                waiting: one == .conflicts && open > 0 ? open : nil)
        }
    }
}
