/// Reads telephone numbers as people write them into E.164: `+` and up to 15 digits.
struct PhoneReader {
    /// ISO 3166-1 alpha-2 of the country that numbers without a `+` are in; nil where unknown.
    let country: String?

    /// The number in E.164; a fault says why there is none.
    func read(_ text: String) throws(CellFault) -> String {
        // "+49 (0) 178 ..." shows a zero that is dialled at home alone.
        let plain = text.hasPrefix("+") ? text.replacing("(0)", with: "") : text
        let signs = plain.filter {
            !$0.isWhitespace && !"-./()\u{2010}\u{2011}\u{2013}".contains($0)
        }
        let hasPlus = signs.hasPrefix("+")
        let digits = String(hasPlus ? signs.dropFirst() : signs[...])
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw CellFault(
                "a telephone number has digits alone, with + before them or signs between them")
        }
        if hasPlus { return try international(digits) }
        if digits.hasPrefix("00") { return try international(String(digits.dropFirst(2))) }
        guard let country, let plan = Self.plans[country] else {
            throw CellFault(
                "the number does not say its country: write it as +1 304 555 0100, or give the "
                    + "chapter a country (on the command line also --country US)")
        }
        return try national(digits, plan, country)
    }

    private func international(_ digits: String) throws(CellFault) -> String {
        guard (7...15).contains(digits.utf8.count), digits.first != "0" else {
            throw CellFault("an international number has 7 to 15 digits after the +")
        }
        if digits.first == "1" {
            guard digits.utf8.count == 11 else {
                throw CellFault("a number with +1 has 10 digits after it")
            }
        }
        return "+\(digits)"
    }

    private func national(
        _ digits: String, _ plan: Plan, _ country: String
    ) throws(CellFault) -> String {
        if plan.code == "1" {
            let isLong = digits.utf8.count == 11 && digits.first == "1"
            guard isLong || digits.utf8.count == 10 else {
                throw CellFault(
                    "a telephone number in \(country) has 10 digits, or 11 with a 1 first")
            }
            return isLong ? "+\(digits)" : "+1\(digits)"
        }
        var number = digits[...]
        if !plan.trunk.isEmpty {
            guard number.hasPrefix(plan.trunk) else {
                throw CellFault(
                    "a telephone number in \(country) begins with \(plan.trunk) and the area code, "
                        + "or with +\(plan.code)")
            }
            number = number.dropFirst(plan.trunk.utf8.count)
        }
        guard number.utf8.count >= 6, number.utf8.count + plan.code.utf8.count <= 15 else {
            throw CellFault("the number has too \(number.utf8.count < 6 ? "few" : "many") digits")
        }
        return "+\(plan.code)\(number)"
    }

    /// How a country's numbers begin, from abroad and at home.
    private struct Plan {
        let code: String
        /// What is dialled before the area code at home alone; empty where there is none.
        let trunk: String
    }

    // Source: ITU E.164 assigned country codes and national numbering plans.
    private static let plans: [String: Plan] = {
        let tables: [(trunk: String, codes: String)] = [
            ("", "US1 CA1 PR1 DO1 JM1 TT1 BS1 BB1 GU1 VI1 KY1 BM1"),
            (
                "0",
                "DE49 GB44 FR33 AT43 CH41 NL31 BE32 SE46 FI358 IE353 AU61 NZ64 JP81 KR82 CN86 "
                    + "IN91 PK92 BD880 LK94 NP977 AF93 KH855 LA856 TH66 VN84 MY60 ID62 PH63 MM95 "
                    + "TW886 TR90 UA380 BA387 HR385 RS381 SI386 ME382 MK389 AL355 BG359 RO40 "
                    + "MD373 SK421 XK383 EG20 MA212 DZ213 LY218 ZA27 KE254 TZ255 UG256 RW250 "
                    + "ET251 NG234 GH233 ZM260 ZW263 NA264 SD249 IQ964 IR98 SY963 JO962 LB961 "
                    + "IL972 PS970 SA966 YE967 AE971 GE995 AM374 AZ994 KG996 PE51 BO591 BR55 "
                    + "AR54 EC593 VE58 PY595 UY598 CU53"
            ),
            ("8", "RU7 KZ7 BY375 TM993"),
            ("06", "HU36"),
            (
                "",
                "ES34 PT351 IT39 GR30 PL48 CZ420 DK45 NO47 IS354 LU352 MT356 CY357 EE372 LV371 "
                    + "LT370 CO57 CL56 MX52 CR506 PA507 GT502 HN504 SV503 NI505 HT509 AO244 "
                    + "MZ258 SN221 CI225 CM237 TN216 ML223 BF226 SG65 HK852 MO853 KW965 QA974 "
                    + "BH973 OM968 TJ992 UZ998"
            ),
        ]
        var plans: [String: Plan] = [:]
        for table in tables {
            for entry in table.codes.split(separator: " ") {
                plans[String(entry.prefix(2))] = Plan(
                    code: String(entry.dropFirst(2)), trunk: table.trunk)
            }
        }
        return plans
    }()
}
