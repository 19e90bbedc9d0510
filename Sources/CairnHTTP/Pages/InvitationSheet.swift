internal import CairnModel

/// A page to print and cut up: for each volunteer a strip with the link and its QR code. It is one
/// file that needs no other.
package struct InvitationSheet: Sendable {
    package struct Strip: Sendable {
        let given: String
        let name: String
        let isByGuardian: Bool
        let link: String
        /// Modules a side of the QR code with its margin, and its dark modules as a path of SVG;
        /// nil for a link that is too long for one.
        let side: Int?
        let modules: String?

        /// - Parameters:
        ///   - given: the name by which the volunteer is called.
        ///   - name: given name and initial, to tell two of one name apart.
        ///   - isByGuardian: whether the strip is for a parent to have.
        package init(given: String, name: String, isByGuardian: Bool, link: String) {
            (self.given, self.name, self.isByGuardian) = (given, name, isByGuardian)
            self.link = link
            let code = QRCode(Array(link.utf8))
            (side, modules) = (code?.side, code?.path)
        }
    }

    let title: String
    let until: String
    let strips: [Strip]

    /// - Parameters:
    ///   - title: the chapter's name.
    ///   - until: the day until which the links work, in words.
    package init(title: String, until: String, strips: [Strip]) {
        (self.title, self.until, self.strips) = (title, until, strips)
    }

    package var html: String { Pages().html(.sheet, self) }
}
