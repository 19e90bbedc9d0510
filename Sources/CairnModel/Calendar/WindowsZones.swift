/// What Windows and Outlook call the time zones, and the IANA zone that each stands for.
///
/// Facts as the Unicode CLDR lists them (windowsZones), one zone for each name.
package enum WindowsZones {
    /// The IANA zone of `W. Europe Standard Time`, `(UTC-05:00) Eastern Time (US & Canada)` or
    /// `Eastern Time (US & Canada)`; nil for other names.
    static func zone(_ name: String) -> String? {
        var key = name.trimmedOfSpace
        if key.hasPrefix("("), let end = key.firstIndex(of: ")") {
            key = String(key[key.index(after: end)...]).trimmedOfSpace
        }
        key = key.lowercased()
        return zones[key] ?? displayNames[key]
            ?? zones[key.replacing(" daylight time", with: " standard time")]
            ?? zones[key.replacing(" summer time", with: " standard time")]
    }

    /// Every name that is known, and its zone.
    package static var all: [(name: String, zone: String)] {
        (zones.merging(displayNames) { first, _ in first }).map { ($0.key, $0.value) }
    }

    private static func table(_ text: String) -> [String: String] {
        var table: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let pair = line.split(separator: "=")
            for name in pair[0].split(separator: "|") {
                table[name.lowercased()] = String(pair[1])
            }
        }
        return table
    }

    private static let zones = table(
        """
        Dateline Standard Time=Etc/GMT+12
        UTC-11=Etc/GMT+11
        Aleutian Standard Time=America/Adak
        Hawaiian Standard Time=Pacific/Honolulu
        Marquesas Standard Time=Pacific/Marquesas
        Alaskan Standard Time=America/Anchorage
        UTC-09=Etc/GMT+9
        Pacific Standard Time (Mexico)=America/Tijuana
        UTC-08=Etc/GMT+8
        Pacific Standard Time=America/Los_Angeles
        US Mountain Standard Time=America/Phoenix
        Mountain Standard Time (Mexico)=America/Mazatlan
        Mountain Standard Time=America/Denver
        Yukon Standard Time=America/Whitehorse
        Central America Standard Time=America/Guatemala
        Central Standard Time=America/Chicago
        Easter Island Standard Time=Pacific/Easter
        Central Standard Time (Mexico)=America/Mexico_City
        Canada Central Standard Time=America/Regina
        SA Pacific Standard Time=America/Bogota
        Eastern Standard Time (Mexico)=America/Cancun
        Eastern Standard Time=America/New_York
        Haiti Standard Time=America/Port-au-Prince
        Cuba Standard Time=America/Havana
        US Eastern Standard Time=America/Indiana/Indianapolis
        Turks And Caicos Standard Time=America/Grand_Turk
        Paraguay Standard Time=America/Asuncion
        Atlantic Standard Time=America/Halifax
        Venezuela Standard Time=America/Caracas
        Central Brazilian Standard Time=America/Cuiaba
        SA Western Standard Time=America/La_Paz
        Pacific SA Standard Time=America/Santiago
        Newfoundland Standard Time=America/St_Johns
        Tocantins Standard Time=America/Araguaina
        E. South America Standard Time=America/Sao_Paulo
        SA Eastern Standard Time=America/Cayenne
        Argentina Standard Time=America/Argentina/Buenos_Aires
        Greenland Standard Time=America/Nuuk
        Montevideo Standard Time=America/Montevideo
        Magallanes Standard Time=America/Punta_Arenas
        Saint Pierre Standard Time=America/Miquelon
        Bahia Standard Time=America/Bahia
        UTC-02|Mid-Atlantic Standard Time=Etc/GMT+2
        Azores Standard Time=Atlantic/Azores
        Cape Verde Standard Time=Atlantic/Cape_Verde
        UTC|Coordinated Universal Time|GMT|Z=UTC
        GMT Standard Time=Europe/London
        Greenwich Standard Time=Atlantic/Reykjavik
        Sao Tome Standard Time=Africa/Sao_Tome
        Morocco Standard Time=Africa/Casablanca
        W. Europe Standard Time=Europe/Berlin
        Central Europe Standard Time=Europe/Budapest
        Romance Standard Time=Europe/Paris
        Central European Standard Time=Europe/Warsaw
        W. Central Africa Standard Time=Africa/Lagos
        Jordan Standard Time=Asia/Amman
        GTB Standard Time=Europe/Bucharest
        Middle East Standard Time=Asia/Beirut
        Egypt Standard Time=Africa/Cairo
        E. Europe Standard Time=Europe/Chisinau
        Syria Standard Time=Asia/Damascus
        West Bank Standard Time=Asia/Hebron
        South Africa Standard Time=Africa/Johannesburg
        FLE Standard Time=Europe/Kyiv
        Israel Standard Time|Jerusalem Standard Time=Asia/Jerusalem
        South Sudan Standard Time=Africa/Juba
        Kaliningrad Standard Time=Europe/Kaliningrad
        Sudan Standard Time=Africa/Khartoum
        Libya Standard Time=Africa/Tripoli
        Namibia Standard Time=Africa/Windhoek
        Arabic Standard Time=Asia/Baghdad
        Turkey Standard Time=Europe/Istanbul
        Arab Standard Time=Asia/Riyadh
        Belarus Standard Time=Europe/Minsk
        Russian Standard Time=Europe/Moscow
        E. Africa Standard Time=Africa/Nairobi
        Volgograd Standard Time=Europe/Volgograd
        Iran Standard Time=Asia/Tehran
        Arabian Standard Time=Asia/Dubai
        Astrakhan Standard Time=Europe/Astrakhan
        Azerbaijan Standard Time=Asia/Baku
        Russia Time Zone 3=Europe/Samara
        Mauritius Standard Time=Indian/Mauritius
        Saratov Standard Time=Europe/Saratov
        Georgian Standard Time=Asia/Tbilisi
        Caucasus Standard Time=Asia/Yerevan
        Afghanistan Standard Time=Asia/Kabul
        West Asia Standard Time=Asia/Tashkent
        Qyzylorda Standard Time=Asia/Qyzylorda
        Ekaterinburg Standard Time=Asia/Yekaterinburg
        Pakistan Standard Time=Asia/Karachi
        India Standard Time=Asia/Kolkata
        Sri Lanka Standard Time=Asia/Colombo
        Nepal Standard Time=Asia/Kathmandu
        Central Asia Standard Time=Asia/Bishkek
        Bangladesh Standard Time=Asia/Dhaka
        Omsk Standard Time=Asia/Omsk
        Myanmar Standard Time=Asia/Yangon
        SE Asia Standard Time=Asia/Bangkok
        Altai Standard Time=Asia/Barnaul
        W. Mongolia Standard Time=Asia/Hovd
        North Asia Standard Time=Asia/Krasnoyarsk
        N. Central Asia Standard Time=Asia/Novosibirsk
        Tomsk Standard Time=Asia/Tomsk
        China Standard Time=Asia/Shanghai
        North Asia East Standard Time=Asia/Irkutsk
        Singapore Standard Time|Malay Peninsula Standard Time=Asia/Singapore
        W. Australia Standard Time=Australia/Perth
        Taipei Standard Time=Asia/Taipei
        Ulaanbaatar Standard Time=Asia/Ulaanbaatar
        Aus Central W. Standard Time=Australia/Eucla
        Transbaikal Standard Time=Asia/Chita
        Tokyo Standard Time=Asia/Tokyo
        North Korea Standard Time=Asia/Pyongyang
        Korea Standard Time=Asia/Seoul
        Yakutsk Standard Time=Asia/Yakutsk
        Cen. Australia Standard Time=Australia/Adelaide
        AUS Central Standard Time=Australia/Darwin
        E. Australia Standard Time=Australia/Brisbane
        AUS Eastern Standard Time=Australia/Sydney
        West Pacific Standard Time=Pacific/Port_Moresby
        Tasmania Standard Time=Australia/Hobart
        Vladivostok Standard Time=Asia/Vladivostok
        Lord Howe Standard Time=Australia/Lord_Howe
        Bougainville Standard Time=Pacific/Bougainville
        Russia Time Zone 10=Asia/Srednekolymsk
        Magadan Standard Time=Asia/Magadan
        Norfolk Standard Time=Pacific/Norfolk
        Sakhalin Standard Time=Asia/Sakhalin
        Central Pacific Standard Time=Pacific/Guadalcanal
        Russia Time Zone 11|Kamchatka Standard Time=Asia/Kamchatka
        New Zealand Standard Time=Pacific/Auckland
        UTC+12=Etc/GMT-12
        Fiji Standard Time=Pacific/Fiji
        Chatham Islands Standard Time=Pacific/Chatham
        UTC+13=Etc/GMT-13
        Tonga Standard Time=Pacific/Tongatapu
        Samoa Standard Time=Pacific/Apia
        Line Islands Standard Time=Pacific/Kiritimati
        """)

    // What Outlook shows to people and some versions write, and the names of Lotus Notes.
    private static let displayNames = table(
        """
        Eastern=America/New_York
        Central=America/Chicago
        Mountain=America/Denver
        Pacific=America/Los_Angeles
        W. Europe|Western/Central Europe=Europe/Berlin
        Hawaii=Pacific/Honolulu
        Alaska=America/Anchorage
        Pacific Time (US & Canada)|Pacific Time=America/Los_Angeles
        Arizona=America/Phoenix
        Mountain Time (US & Canada)|Mountain Time=America/Denver
        Central Time (US & Canada)|Central Time=America/Chicago
        Guadalajara, Mexico City, Monterrey=America/Mexico_City
        Bogota, Lima, Quito|Bogota, Lima, Quito, Rio Branco=America/Bogota
        Eastern Time (US & Canada)|Eastern Time=America/New_York
        Indiana (East)=America/Indiana/Indianapolis
        Atlantic Time (Canada)=America/Halifax
        Santiago=America/Santiago
        Newfoundland=America/St_Johns
        Brasilia|Brasília=America/Sao_Paulo
        Buenos Aires|City of Buenos Aires=America/Argentina/Buenos_Aires
        Azores=Atlantic/Azores
        Dublin, Edinburgh, Lisbon, London=Europe/London
        Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London=Europe/London
        Casablanca=Africa/Casablanca
        Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna=Europe/Berlin
        Belgrade, Bratislava, Budapest, Ljubljana, Prague=Europe/Budapest
        Brussels, Copenhagen, Madrid, Paris=Europe/Paris
        Sarajevo, Skopje, Warsaw, Zagreb=Europe/Warsaw
        Athens, Bucharest, Istanbul|Athens, Bucharest=Europe/Bucharest
        Cairo=Africa/Cairo
        Helsinki, Kyiv, Riga, Sofia, Tallinn, Vilnius=Europe/Kyiv
        Jerusalem=Asia/Jerusalem
        Harare, Pretoria=Africa/Johannesburg
        Istanbul=Europe/Istanbul
        Moscow, St. Petersburg|Moscow, St. Petersburg, Volgograd=Europe/Moscow
        Nairobi=Africa/Nairobi
        Tehran=Asia/Tehran
        Abu Dhabi, Muscat=Asia/Dubai
        Islamabad, Karachi=Asia/Karachi
        Chennai, Kolkata, Mumbai, New Delhi=Asia/Kolkata
        Kathmandu=Asia/Kathmandu
        Bangkok, Hanoi, Jakarta=Asia/Bangkok
        Beijing, Chongqing, Hong Kong, Urumqi=Asia/Shanghai
        Kuala Lumpur, Singapore=Asia/Singapore
        Taipei=Asia/Taipei
        Perth=Australia/Perth
        Osaka, Sapporo, Tokyo=Asia/Tokyo
        Seoul=Asia/Seoul
        Adelaide=Australia/Adelaide
        Darwin=Australia/Darwin
        Brisbane=Australia/Brisbane
        Canberra, Melbourne, Sydney=Australia/Sydney
        Hobart=Australia/Hobart
        Auckland, Wellington=Pacific/Auckland
        """)
}
