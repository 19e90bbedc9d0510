package import CairnModel

/// The small steps of a task, in their order.
package enum TaskSteps {
    package struct Step: Sendable {
        /// `check/<key>`.
        package let field: String
        package let value: JSON
        package var text: String {
            value["text"]?.string ?? String(field.dropFirst("check/".count))
        }
        package var isDone: Bool { value["done"]?.bool ?? false }
    }

    /// By position, then by name.
    package static func of(_ task: StoredRecord) -> [Step] {
        task.elements(of: "check").enumerated().sorted { left, right in
            let places = [left, right].map { $0.element.value["position"]?.integer ?? .max }
            return (places[0], left.offset) < (places[1], right.offset)
        }.map { Step(field: "check/\($0.element.name)", value: $0.element.value) }
    }
}
