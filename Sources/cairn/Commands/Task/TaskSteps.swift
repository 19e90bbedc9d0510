import CairnModel
import CairnStore

/// The small steps of a task, in their order.
enum TaskSteps {
    struct Step {
        /// `check/<key>`.
        let field: String
        let value: JSON
        var text: String { value["text"]?.string ?? String(field.dropFirst("check/".count)) }
        var isDone: Bool { value["done"]?.bool ?? false }
    }

    /// By position, then by name.
    static func of(_ task: StoredRecord) -> [Step] {
        task.elements(of: "check").enumerated().sorted { left, right in
            let places = [left, right].map { $0.element.value["position"]?.integer ?? .max }
            return (places[0], left.offset) < (places[1], right.offset)
        }.map { Step(field: "check/\($0.element.name)", value: $0.element.value) }
    }
}
