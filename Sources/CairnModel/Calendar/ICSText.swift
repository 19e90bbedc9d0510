internal import Foundation

/// The escapes of calendar files.
enum ICSText {
    /// A TEXT value in a content line (RFC 5545, 3.3.11). Control characters that it cannot hold
    /// are left out.
    static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ";", ",": out += "\\\(scalar)"
            case "\n": out += "\\n"
            case "\t": out += "\t"
            default:
                let isControl = scalar.value < 0x20 || scalar.value == 0x7F
                if !isControl { out.unicodeScalars.append(scalar) }
            }
        }
        return out
    }

    /// A TEXT value as people read it: escapes undone, in NFC, without control characters.
    static func plain(_ value: String) -> String { values(value, separator: nil)[0] }

    /// The parts of a list of TEXT values; a comma that is escaped divides nothing.
    static func list(_ value: String) -> [String] {
        values(value, separator: ",").map(\.trimmedOfSpace).filter { !$0.isEmpty }
    }

    private static func values(_ value: String, separator: Unicode.Scalar?) -> [String] {
        var parts: [String.UnicodeScalarView] = [.init()]
        func add(_ scalar: Unicode.Scalar) { parts[parts.count - 1].append(scalar) }
        var isEscaped = false
        for scalar in value.unicodeScalars {
            if isEscaped {
                add(scalar == "n" || scalar == "N" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == separator {
                parts.append(.init())
            } else if scalar == "\n" || scalar == "\t" || scalar.value >= 0x20 {
                if !(0x7F...0x9F).contains(scalar.value) { add(scalar) }
            }
        }
        return parts.map { String($0).precomposedStringWithCanonicalMapping }
    }

    /// A parameter's value, escapes of RFC 6868 undone.
    static func parameter(_ value: String) -> String {
        guard value.contains("^") else { return value }
        var out = ""
        var isEscaped = false
        for character in value {
            guard isEscaped else {
                if character == "^" { isEscaped = true } else { out.append(character) }
                continue
            }
            isEscaped = false
            switch character {
            case "n": out.append("\n")
            case "'": out.append("\"")
            case "^": out.append("^")
            default: out += "^\(character)"
            }
        }
        return isEscaped ? out + "^" : out
    }
}
