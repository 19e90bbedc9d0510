/// A template of a page, or a part that several pages share: one file beside this one each.
enum PageName: String, CaseIterable {
    /// What is around every page: its blocks are `title` and `body`.
    case layout
    /// A heading and some sentences.
    case message

    var source: [UInt8] {
        switch self {
        case .layout: PackageResources.layout_mustache
        case .message: PackageResources.message_mustache
        }
    }
}
