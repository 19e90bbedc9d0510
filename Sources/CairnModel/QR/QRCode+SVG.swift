extension QRCode {
    /// The dark modules as the path of an SVG whose view box is `0 0 side side`, four modules of
    /// margin included.
    package var path: String {
        var path = ""
        for y in 0..<size {
            var x = 0
            while x < size {
                let start = x
                while x < size, self[x, y] { x += 1 }
                if x > start { path += "M\(start + 4) \(y + 4)h\(x - start)v1h-\(x - start)z" }
                x += 1
            }
        }
        return path
    }

    /// Modules a side with the margin.
    package var side: Int { size + 8 }
}
