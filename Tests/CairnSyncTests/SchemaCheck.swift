import CairnModel
import Foundation
import TestSupport

/// Checks values against the JSON Schemas of the project, as far as those use the language.
struct SchemaCheck {
    /// A schema that uses a keyword which is not known here: the check would prove nothing.
    struct UnknownKeyword: Error {
        let name: String
    }

    private let documents: [String: JSON]

    init() throws {
        var documents: [String: JSON] = [:]
        for name in ["entry", "exchange"] {
            let data = try Data(
                contentsOf: ProjectFolder.file("Schema/\(name).schema.json"))
            documents["urn:cairn:schema:\(name)"] = try JSON(reading: data)
        }
        self.documents = documents
    }

    /// Whether a line of an exchange obeys the schema.
    func accepts(_ line: JSON) throws -> Bool {
        let root = "urn:cairn:schema:exchange"
        return try accepts(line, documents[root]!, in: root)
    }

    private func accepts(_ value: JSON, _ schema: JSON, in document: String) throws -> Bool {
        if let flag = schema.bool { return flag }
        for (keyword, rule) in schema.object ?? [] {
            if try !accepts(value, keyword, rule, schema, in: document) { return false }
        }
        return true
    }

    private func accepts(
        _ value: JSON, _ keyword: String, _ rule: JSON, _ schema: JSON, in document: String
    ) throws -> Bool {
        func each(_ rules: JSON) throws -> [Bool] {
            try (rules.array ?? []).map { try accepts(value, $0, in: document) }
        }
        switch keyword {
        case "$schema", "$id", "$comment", "$defs", "title", "description", "examples", "then",
            "else":
            return true
        case "$ref": return try follow(rule.string ?? "", value, in: document)
        case "type": return isType(value, rule)
        case "const": return value == rule
        case "enum": return rule.array?.contains(value) ?? false
        case "anyOf": return try each(rule).contains(true)
        case "oneOf": return try each(rule).count { $0 } == 1
        case "allOf": return try !each(rule).contains(false)
        case "not": return try !accepts(value, rule, in: document)
        case "if":
            let branch = try accepts(value, rule, in: document) ? schema["then"] : schema["else"]
            return try branch.map { try accepts(value, $0, in: document) } ?? true
        default:
            if let number = value.integer { return try accepts(number, keyword, rule) }
            if let text = value.string { return try accepts(text, keyword, rule) }
            if let items = value.array {
                return try accepts(items, keyword, rule, schema, in: document)
            }
            if let members = value.object {
                return try accepts(members, keyword, rule, schema, in: document)
            }
            return try isKnown(keyword)
        }
    }

    private func isType(_ value: JSON, _ rule: JSON) -> Bool {
        let names = rule.array?.compactMap(\.string) ?? [rule.string ?? ""]
        let name =
            switch value {
            case .null: "null"
            case .bool: "boolean"
            case .integer: "integer"
            case .number: "number"
            case .string: "string"
            case .array: "array"
            case .object: "object"
            }
        return names.contains(name)
    }

    /// Keywords that speak of one sort of value only.
    private func isKnown(_ keyword: String) throws -> Bool {
        let known = [
            "minimum", "maximum", "pattern", "minLength", "maxLength", "items", "prefixItems",
            "minItems", "maxItems", "uniqueItems", "required", "properties", "propertyNames",
            "additionalProperties", "minProperties", "maxProperties", "dependentRequired",
            "dependentSchemas",
        ]
        if !known.contains(keyword) { throw UnknownKeyword(name: keyword) }
        return true
    }

    private func accepts(_ number: Int64, _ keyword: String, _ rule: JSON) throws -> Bool {
        switch keyword {
        case "minimum": number >= rule.integer ?? .max
        case "maximum": number <= rule.integer ?? .min
        default: try isKnown(keyword)
        }
    }

    private func accepts(_ text: String, _ keyword: String, _ rule: JSON) throws -> Bool {
        switch keyword {
        case "pattern": try text.contains(Regex(rule.string ?? ""))
        case "minLength": Int64(text.unicodeScalars.count) >= rule.integer ?? .max
        case "maxLength": Int64(text.unicodeScalars.count) <= rule.integer ?? .min
        default: try isKnown(keyword)
        }
    }

    private func accepts(
        _ items: [JSON], _ keyword: String, _ rule: JSON, _ schema: JSON, in document: String
    ) throws -> Bool {
        let first = schema["prefixItems"]?.array?.count ?? 0
        switch keyword {
        case "minItems": return Int64(items.count) >= rule.integer ?? .max
        case "maxItems": return Int64(items.count) <= rule.integer ?? .min
        case "uniqueItems": return Set(items).count == items.count
        case "items":
            return try items.dropFirst(first).allSatisfy { try accepts($0, rule, in: document) }
        case "prefixItems":
            return try zip(items, rule.array ?? []).allSatisfy {
                try accepts($0, $1, in: document)
            }
        default: return try isKnown(keyword)
        }
    }

    private func accepts(
        _ members: [(key: String, value: JSON)], _ keyword: String, _ rule: JSON, _ schema: JSON,
        in document: String
    ) throws -> Bool {
        switch keyword {
        case "required":
            let names = rule.array?.compactMap(\.string) ?? []
            return names.allSatisfy { name in members.contains { $0.key == name } }
        case "dependentRequired":
            return members.allSatisfy { member in
                let names = rule[member.key]?.array?.compactMap(\.string) ?? []
                return names.allSatisfy { name in members.contains { $0.key == name } }
            }
        case "dependentSchemas":
            return try members.allSatisfy { member in
                try rule[member.key].map {
                    try accepts(.object(members), $0, in: document)
                } ?? true
            }
        case "properties":
            return try members.allSatisfy { member in
                try rule[member.key].map { try accepts(member.value, $0, in: document) } ?? true
            }
        case "propertyNames":
            return try members.allSatisfy {
                try accepts(.string($0.key), rule, in: document)
            }
        case "additionalProperties":
            let others = members.filter { schema["properties"]?[$0.key] == nil }
            return try others.allSatisfy { try accepts($0.value, rule, in: document) }
        case "minProperties": return Int64(members.count) >= rule.integer ?? .max
        case "maxProperties": return Int64(members.count) <= rule.integer ?? .min
        default: return try isKnown(keyword)
        }
    }

    private func follow(_ reference: String, _ value: JSON, in document: String) throws -> Bool {
        let parts = reference.split(separator: "#", omittingEmptySubsequences: false)
        let name = parts[0].isEmpty ? document : String(parts[0])
        guard var schema = documents[name] else { throw UnknownKeyword(name: reference) }
        if parts.count > 1 {
            for step in parts[1].split(separator: "/") {
                guard let next = schema[String(step)] else {
                    throw UnknownKeyword(name: reference)
                }
                schema = next
            }
        }
        return try accepts(value, schema, in: name)
    }
}
