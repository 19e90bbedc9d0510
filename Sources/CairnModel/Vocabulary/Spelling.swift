/// Finds what a mistyped word may have meant.
package enum Spelling {
    /// Up to three words that look like this one, the nearest first.
    package static func near(_ word: String, among words: [String]) -> [String] {
        let wanted = word.lowercased()
        let reach = max(1, wanted.count / 3)
        let ranked = words.map { candidate -> (word: String, far: Int) in
            let isPart =
                wanted.count >= 3
                && (candidate.hasPrefix(wanted)
                    || candidate.split(separator: "_").contains {
                        $0 == wanted
                    } || wanted.hasPrefix(candidate))
            return (candidate, isPart ? 1 : distance(wanted, candidate))
        }
        return ranked.filter { $0.far <= reach }.sorted { $0.far < $1.far }.prefix(3).map(\.word)
    }

    /// How many letters must be put in, taken out, changed or swapped with their neighbour.
    static func distance(_ left: String, _ right: String) -> Int {
        let (a, b) = (Array(left), Array(right))
        var before: [Int] = []
        var above = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(above[j + 1] + 1, row[j] + 1, above[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    best = min(best, before[j - 1] + 1)
                }
                row.append(best)
            }
            (before, above) = (above, row)
        }
        return above[b.count]
    }
}
