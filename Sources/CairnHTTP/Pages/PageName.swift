/// A template of a page, or a part that several pages share: one file beside this one each.
enum PageName: String, CaseIterable {
    /// What is around every page: its blocks are `title` and `body`.
    case layout
    /// A heading and some sentences.
    case message
    /// An invitation for a volunteer.
    case join
    /// A volunteer's own page, its tasks, its shifts with place and buttons, and the
    /// question before its link is stopped.
    case me, task, gathering, place, answer, stop
    /// Links to print for all volunteers of a chapter.
    case sheet
    /// An `EventLine`.
    case boardEventLine = "board-event-line"
    /// A `BoardForm`.
    case boardForm = "board-form"
    /// What is around every page of the board: its block is `main`.
    case boardLayout = "board-layout"
    /// A `TaskLine`.
    case boardTaskLine = "board-task-line"
    /// A `WeekStrip`.
    case boardWeek = "board-week"
    // Pages of the board.
    case boardConflicts = "board-conflicts"
    case boardDuplicates = "board-duplicates"
    case boardEvent = "board-event"
    case boardEvents = "board-events"
    case boardHome = "board-home"
    case boardPreview = "board-preview"
    case boardReport = "board-report"
    case boardSheet = "board-sheet"
    case boardSignIn = "board-sign-in"
    case boardSync = "board-sync"
    case boardTasks = "board-tasks"
    case boardVolunteers = "board-volunteers"
    case boardWelcome = "board-welcome"

    var source: [UInt8] {
        switch self {
        case .layout: PackageResources.layout_mustache
        case .message: PackageResources.message_mustache
        case .join: PackageResources.join_mustache
        case .me: PackageResources.me_mustache
        case .task: PackageResources.task_mustache
        case .gathering: PackageResources.gathering_mustache
        case .place: PackageResources.place_mustache
        case .answer: PackageResources.answer_mustache
        case .stop: PackageResources.stop_mustache
        case .sheet: PackageResources.sheet_mustache
        case .boardConflicts: PackageResources.board_conflicts_mustache
        case .boardDuplicates: PackageResources.board_duplicates_mustache
        case .boardEventLine: PackageResources.board_event_line_mustache
        case .boardEvent: PackageResources.board_event_mustache
        case .boardEvents: PackageResources.board_events_mustache
        case .boardForm: PackageResources.board_form_mustache
        case .boardHome: PackageResources.board_home_mustache
        case .boardLayout: PackageResources.board_layout_mustache
        case .boardPreview: PackageResources.board_preview_mustache
        case .boardReport: PackageResources.board_report_mustache
        case .boardSheet: PackageResources.board_sheet_mustache
        case .boardSignIn: PackageResources.board_sign_in_mustache
        case .boardSync: PackageResources.board_sync_mustache
        case .boardTaskLine: PackageResources.board_task_line_mustache
        case .boardTasks: PackageResources.board_tasks_mustache
        case .boardVolunteers: PackageResources.board_volunteers_mustache
        case .boardWeek: PackageResources.board_week_mustache
        case .boardWelcome: PackageResources.board_welcome_mustache
        }
    }
}
