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
        }
    }
}
