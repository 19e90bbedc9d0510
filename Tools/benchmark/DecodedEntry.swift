/// An entry as Foundation's decoder would be asked for it.
struct DecodedEntry: Decodable {
    let at: String
    let by: String?
    let log: String
    let node: String
    let ops: [Operation]
    let prev: String
    let seq: Int64

    struct Operation: Decodable {
        let id: String
        let kind: String
        let over: [String: [String]]?
        let set: [String: Value]?
    }

    enum Value: Decodable {
        case text(String)
        case integer(Int64)
        case flag(Bool)
        case object([String: Value])
        case null

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self = .text(text)
            } else if let number = try? container.decode(Int64.self) {
                self = .integer(number)
            } else if let flag = try? container.decode(Bool.self) {
                self = .flag(flag)
            } else if container.decodeNil() {
                self = .null
            } else {
                self = .object(try container.decode([String: Value].self))
            }
        }
    }
}
