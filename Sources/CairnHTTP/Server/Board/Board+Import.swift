internal import CairnModel
internal import CairnStore
internal import Foundation
internal import Hummingbird

/// Taking in a list: first a look at what would happen, then the same once more for good. Nothing
/// is kept between the two: the list goes along with the page.
extension Board {
    struct PreviewContent {
        struct Pair {
            let column: String
            let target: String
        }

        struct Refusal {
            let row: Int
            let column: String
            let value: String
            let reason: String
        }

        let sentence: String
        let pairs: [Pair]
        let leftOut: String?
        let notes: [String]
        let refusals: [Refusal]
        let hasRefusals: Bool
        let refusalsLeft: String?
        let taken: [String]
        let takenLeft: String?
        let canTake: Bool
        let list: String
        let kind: String
        let chapterID: String

        private static let shownMax = 20

        init(_ input: ImportInput, _ plan: ImportPlan, _ look: BoardLook) throws {
            let known = try plan.edits.count { _, edit in
                try look.snapshot.record(edit.kind, edit.id, in: edit.log)?.isHidden == false
            }
            let figures = (new: plan.edits.count - known, refused: plan.refused.count)
            sentence =
                "\(Words.count(plan.rows, "row")): \(figures.new) new, \(known) here already, "
                + "\(figures.refused) cannot be taken."
            pairs = plan.mapping.map {
                Pair(column: $0.column, target: Words.plain($0.target.replacing(".", with: " ")))
            }
            leftOut = plan.leftOut.joined(separator: ", ").nonEmpty
            notes =
                plan.notes.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." }
                + plan.readings.prefix(3).map { "Read \($0)." }
                + Self.differing(try look.snapshot.differences(plan))
            refusals = plan.refused.prefix(Self.shownMax).map {
                Refusal(row: $0.line, column: $0.column, value: $0.value, reason: $0.reason)
            }
            hasRefusals = !plan.refused.isEmpty
            refusalsLeft = Self.left(plan.refused.count)
            taken = plan.edits.prefix(Self.shownMax).map { Self.line($0.edit) }
            takenLeft = Self.left(plan.edits.count)
            canTake = figures.new > 0
            list = Data(input.bytes).base64EncodedString()
            (kind, chapterID) = (input.kind.name, input.chapter.id.description)
        }

        /// What is here already and says something else, which taking the list in leaves alone.
        private static func differing(_ rows: [ImportDifference]) -> [String] {
            guard !rows.isEmpty else { return [] }
            let told = ImportDifference.sentence(rows, naming: \.fields, in: "list")
            return ["\(told). What is here stays as it is."]
        }

        private static func left(_ count: Int) -> String? {
            count > shownMax ? "and \(count - shownMax) more" : nil
        }

        /// A record in a line: what names it, and what else there is of it.
        private static func line(_ edit: Edit) -> String {
            let names = ["title", "given_name", "preferred_name", "family_name"]
            let title = names.compactMap { name in
                edit.set.first { $0.field == name }?.value.string
            }.joined(separator: " ")
            let others = edit.set.filter {
                !names.contains($0.field) && !$0.field.hasPrefix("identifier/") && !$0.value.isNull
            }.map { field, value in
                let moment = value["start"] != nil || value["date"] != nil
                let said = moment ? MomentText.long(value) : Teller.text(value["value"] ?? value)
                return "\(Words.plain(field)) \(said)"
            }
            return ([title] + others).joined(separator: " · ")
        }
    }

    func previewImport(_ visit: BoardVisit) async throws -> Response {
        let form = visit.form
        do {
            return try await visit.show(.boardPreview, "Look at the list", in: .volunteers) {
                look in
                let input = try ImportInput(form, look)
                return try PreviewContent(input, input.plan(look), look)
            }
        } catch let fault as FormFault {
            return try await showVolunteers(visit, [fault])
        }
    }

    func runImport(_ visit: BoardVisit) async throws -> Response {
        let (form, session, desk) = (visit.form, visit.session, visit.desk)
        let plan = try await visit.read { look in try ImportInput(form, look).plan(look) }
        let figures = try await desk.thread.run {
            let by = plan.edits.first.flatMap { session.viewer.actor(in: $0.edit.log) }
            let performed = try desk.store.performMany(Intent(plan.edits.map(\.edit), by: by)) {
                _ in
            }
            let known = performed.results.count { $0 == .unchanged }
            return ImportFigures(
                taken: performed.results.count - known, known: known, refused: plan.refused.count)
        }
        return .seeOther("/volunteers?imported=\(figures.query)")
    }
}
