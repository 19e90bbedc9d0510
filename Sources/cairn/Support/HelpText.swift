import ArgumentParser

/// Help texts on a terminal of any width.
///
/// ArgumentParser breaks every line by itself, which leaves prose ragged and tears examples apart.
/// This takes its text unbroken: prose is filled, an example that is too long goes on in the next
/// line as a shell takes it, and what an option means stands beside it, or below where there is
/// no room beside.
enum HelpText {
    /// Longer lines are no easier to read.
    private static let widthMax = 80
    /// What is written below an option, and goes on below an example, begins here.
    private static let indent = 6
    /// What is written beside an option begins here.
    private static let column = 26
    /// A narrower terminal has no room beside an option.
    private static let besideMin = 60

    /// - Parameter text: what ArgumentParser made for a width without end; anything but a help
    ///   text stays as it is.
    static func fitted(_ text: String, to width: Int) -> String {
        let lead = "OVERVIEW: "
        guard text.hasPrefix(lead) else { return text }
        let width = min(width, widthMax)
        let lines = text.dropFirst(lead.count).split(
            separator: "\n", omittingEmptySubsequences: false)
        let usage = lines.firstIndex { $0.hasPrefix("USAGE: ") } ?? lines.endIndex
        var out = prose(lines[..<usage], width)
        var sections = lines[usage...]
        if let line = sections.popFirst() { out += self.usage(line, width) }
        for section in sorted(sections) { out += self.section(section, width) }
        while out.last?.isEmpty == true { out.removeLast() }
        return out.joined(separator: "\n")
    }

    /// Paragraphs, filled, and indented lines, which are examples.
    private static func prose(_ lines: ArraySlice<Substring>, _ width: Int) -> [String] {
        var out: [String] = []
        var paragraph: [Substring] = []
        func end() {
            guard !paragraph.isEmpty else { return }
            out += filled(paragraph.joined(separator: " "), width)
            paragraph = []
        }
        for line in lines {
            if line.isEmpty || line.hasPrefix(" ") {
                end()
                out += line.isEmpty ? [""] : example(line, width)
            } else {
                paragraph.append(line)
            }
        }
        end()
        return out
    }

    /// A command to type: broken between words alone, with the sign by which a shell goes on.
    private static func example(_ line: Substring, _ width: Int) -> [String] {
        guard line.count > width else { return [String(line)] }
        let margin = String(line.prefix { $0 == " " })
        let continued = line.hasSuffix(" \\")
        let words = withValues(ShellText.words(continued ? line.dropLast(2) : line))
        let broken = broken(words, width - 2, first: margin, next: margin + "  ")
        return broken.enumerated().map { index, text in
            index < broken.count - 1 || continued ? text + " \\" : text
        }
    }

    /// An option and its value are one word.
    private static func withValues(_ words: [String]) -> [String] {
        var joined: [String] = []
        for word in words {
            let isValue = joined.last.map { $0.hasPrefix("--") && !$0.contains(" ") } ?? false
            if isValue && !word.hasPrefix("-") {
                joined[joined.count - 1] += " \(word)"
            } else {
                joined.append(word)
            }
        }
        return joined
    }

    private static func usage(_ line: Substring, _ width: Int) -> [String] {
        let lead = "USAGE: "
        // The options that every command takes have a section of their own.
        let common = CommonOptions.usageString().drop { $0 != "[" }
        var text = line.dropFirst(lead.count).replacing(common, with: "[<common options>]")
        // Where there are many, none of them must be given.
        if text.hasSuffix(" <options>") { text = text.dropLast(9) + "[<options>]" }
        let margin = String(repeating: " ", count: lead.count)
        return broken(parts(of: text), width, first: lead, next: margin) + [""]
    }

    /// The parts of a synopsis: `[--type <type> ...]` is one.
    private static func parts(of text: some StringProtocol) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if "[<".contains(character) { depth += 1 }
            if "]>".contains(character) { depth -= 1 }
            if character == " " && depth == 0 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    /// The sections below the synopsis, the options that every command takes at the end.
    private static func sorted(_ lines: ArraySlice<Substring>) -> [[Substring]] {
        let sections = lines.split { $0.isEmpty }.map(Array.init)
        let isCommon = { (section: [Substring]) in
            section.first == "\(CommonOptions.title.uppercased()):"
        }
        return sections.filter { !isCommon($0) } + sections.filter(isCommon)
    }

    /// A heading and what stands below it: a label, and beside it or in the next line what it means.
    private static func section(_ lines: [Substring], _ width: Int) -> [String] {
        var heading: [String] = []
        var items: [(label: String, meaning: String)] = []
        for line in lines {
            let text = line.drop { $0 == " " }
            switch line.count - text.count {
            case 0: heading += filled(String(line), width)
            case column where !items.isEmpty: items[items.count - 1].meaning = String(text)
            default:
                let end = text.firstRange(of: "  ")?.lowerBound ?? text.endIndex
                items.append((String(text[..<end]), String(text[end...].drop { $0 == " " })))
            }
        }
        return heading + items.flatMap { item($0.label, $0.meaning, width) } + [""]
    }

    /// An option or a command, and what it means.
    private static func item(_ label: String, _ meaning: String, _ width: Int) -> [String] {
        let head = "  \(label)"
        guard !meaning.isEmpty else {
            return broken(parts(of: label), width, first: "  ", next: "  ")
        }
        let words = meaning.split(separator: " ").map(String.init)
        let isBeside = width >= besideMin
        let margin = String(repeating: " ", count: isBeside ? column : indent)
        guard isBeside, head.count < column else {
            return [head] + broken(words, width, first: margin, next: margin)
        }
        let gap = String(repeating: " ", count: column - head.count)
        return broken(words, width, first: head + gap, next: margin)
    }

    private static func filled(_ text: String, _ width: Int) -> [String] {
        broken(text.split(separator: " ").map(String.init), width, first: "", next: "")
    }

    /// Words in lines of at most that width, as far as a single word allows.
    private static func broken(
        _ words: [String], _ width: Int, first: String, next: String
    ) -> [String] {
        var lines = [first]
        var isEmpty = true
        for word in words {
            let line = lines[lines.count - 1]
            if !isEmpty && line.count + 1 + word.count > width {
                lines.append(next + word)
            } else {
                lines[lines.count - 1] = line + (isEmpty ? "" : " ") + word
            }
            isEmpty = false
        }
        return lines
    }
}
