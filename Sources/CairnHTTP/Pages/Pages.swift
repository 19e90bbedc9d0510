internal import CairnModel
internal import Mustache

/// The templates of all pages, parsed once.
///
/// What a page shows is a struct of plain values (texts, numbers, truth values, optionals, arrays
/// and such structs), whose property names the template has. A name that a struct lacks, or whose
/// value is nil, is looked for in the structs around it: so names of what may be nil differ from
/// those further out. Texts are escaped; no template uses the unescaped form.
struct Pages: Sendable {
    private let library: MustacheLibrary

    init() {
        do {
            var library = MustacheLibrary()
            for name in PageName.allCases {
                let text = String(decoding: name.source, as: UTF8.self)
                try library.register(text, named: name.rawValue)
            }
            try library.register(Self.stylesheetPath, named: "stylesheet")
            self.library = library
        } catch {
            preconditionFailure("a page's template is wrong: \(error)")
        }
    }

    /// A page's HTML.
    func html(_ name: PageName, _ values: Any) -> String {
        library.render(values, withTemplate: name.rawValue) ?? ""
    }

    /// The stylesheet of all pages.
    static let stylesheet = PackageResources.style_css + PackageResources.board_css

    /// Its address, which changes with its content, so that browsers may keep it.
    static let stylesheetPath: String = {
        var hash = Hash()
        hash.update(stylesheet)
        return "/style-\(hash.hex().prefix(12)).css"
    }()
}
