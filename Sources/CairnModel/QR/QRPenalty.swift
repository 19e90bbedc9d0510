/// How badly a reader would take a code: what long runs, blocks, look-alikes of a finder and too much
/// of one shade count (ISO/IEC 18004, 7.8.3).
struct QRPenalty {
    let dark: [Bool]
    let size: Int

    var sum: Int {
        var sum = blocks + balance
        for index in 0..<size {
            let row = Array(dark[index * size..<(index + 1) * size])
            let column = (0..<size).map { dark[$0 * size + index] }
            sum += lines(row) + lines(column)
        }
        return sum
    }

    /// Runs of five and more, and the proportions of a finder beside four light modules; outside
    /// the code is light.
    private func lines(_ line: [Bool]) -> Int {
        var sum = 0
        var runs: [Int] = []
        var start = 0
        for index in 1...line.count where index == line.count || line[index] != line[start] {
            runs.append(index - start)
            if index - start >= 5 { sum += 3 + index - start - 5 }
            start = index
        }
        // Runs of light and dark in turn, light first and last, with the margin.
        if line[0] { runs.insert(0, at: 0) }
        if line[line.count - 1] { runs.append(0) }
        runs[0] += 4
        runs[runs.count - 1] += 4
        for index in stride(from: 1, to: runs.count - 5, by: 2) {
            let unit = runs[index]
            guard runs[index + 1] == unit, runs[index + 2] == 3 * unit, runs[index + 3] == unit,
                runs[index + 4] == unit
            else { continue }
            if runs[index - 1] >= 4 * unit || runs[index + 5] >= 4 * unit { sum += 40 }
        }
        return sum
    }

    /// Squares of four modules of one shade.
    private var blocks: Int {
        var sum = 0
        for y in 1..<size {
            for x in 1..<size {
                let at = y * size + x
                let shade = dark[at]
                if dark[at - 1] == shade, dark[at - size] == shade, dark[at - size - 1] == shade {
                    sum += 3
                }
            }
        }
        return sum
    }

    /// Ten for every whole twentieth by which the dark ones are away from half.
    private var balance: Int {
        let count = dark.count { $0 }
        return abs(20 * count - 10 * dark.count) / dark.count * 10
    }
}
