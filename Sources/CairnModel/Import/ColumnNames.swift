/// What columns are called in sheets, in English, German, Spanish and French.
///
/// Names are compared without accents, case, spaces and signs; what stands in brackets, such as
/// `Date (MM/DD/YYYY)`, is left away.
enum ColumnNames {
    /// The target that a column's name suggests; nil where none is sure enough.
    static func target(of header: String, kind: KindSpec) -> ImportTarget? {
        // The columns of an export have the names of the vocabulary: `count/letters.low`.
        if header.contains(where: { $0 == "/" || $0 == "." }),
            let target = ImportTarget(header, kind: kind)
        {
            return target
        }
        let key = key(header)
        guard !key.isEmpty else { return nil }
        if identifiers.contains(key) { return .identifier(system: "csv") }
        if let name = tables[kind.name]?[key] { return target(named: name, kind: kind) }
        if let name = fieldNames(of: kind)[key] { return target(named: name, kind: kind) }
        if kind.field("place") != nil, let name = placeNames[key] {
            return target(named: name, kind: kind)
        }
        return nil
    }

    static func key(_ header: String) -> String {
        PlaceNames.folded(header.replacing(/[\(\[].*?[\)\]]/, with: ""))
    }

    private static func target(named name: String, kind: KindSpec) -> ImportTarget? {
        name == "phone country" ? .phoneCountry : ImportTarget(name, kind: kind)
    }

    private static func fieldNames(of kind: KindSpec) -> [String: String] {
        let names = ImportTarget.names(of: kind)
        return Dictionary(names.map { (key($0), $0) }) { first, _ in first }
    }

    private static let identifiers: Set<String> = [
        "id", "identifier", "externalid", "uid", "uuid", "recordid", "eventid", "volunteerid",
        "taskid", "chapterid", "kennung",
    ]

    private static let tables: [String: [String: String]] = [
        "event": table(event), "volunteer": table(volunteer), "task": table(task),
        "chapter": table(chapter),
    ]

    private static let placeNames = table([
        ("place.name", "venue location veranstaltungsort lugar lieu room raum place"),
        ("place.address", "address street streetaddress adresse anschrift strasse direccion"),
        (
            "place.locality",
            "city town stadt ort ciudad ville locality municipality localidad gemeinde"
        ),
        ("place.region", "region state province bundesland provincia estado"),
        ("place.country", "country land staat pais pays"),
        (
            "place.postal_code",
            "zip zipcode postcode postalcode plz postleitzahl codigopostal codepostal"
        ),
    ])

    private static let event: [(String, String)] = [
        (
            "title",
            "name title event eventname eventtitle titel titulo titre bezeichnung veranstaltung "
                + "nombre nom evento evenement"
        ),
        (
            "when.start",
            "start startdate starts begin begins beginn date datum fecha eventdate day startdatum "
                + "inicio fechainicio fechadeinicio debut datededebut datedebut startsat when"
        ),
        (
            "when.end",
            "end enddate ends ende enddatum fin fechafin fechadefin datedefin datefin endsat until "
                + "bis"
        ),
        ("when.start_time", "time starttime uhrzeit startzeit hora horainicio heure heurededebut"),
        ("when.end_time", "endtime endzeit horafin heuredefin"),
        ("when.tz", "timezone tz zeitzone zonahoraria fuseauhoraire"),
        ("type", "type eventtype typ art tipo"), ("mode", "mode online virtual"),
        ("online_url", "joinurl joinlink meetinglink meetingurl zoom zoomlink videolink"),
        (
            "tag",
            "tag tags topic topics thema themen tema temas sujet theme category categories "
                + "kategorie categoria keywords stichworte"
        ),
        (
            "reach",
            "reach peoplereached reached attendance attendees participants headcount teilnehmer "
                + "besucher asistentes participantes"
        ),
        (
            "outcome_notes",
            "note notes outcome outcomes results comments bemerkung bemerkungen notizen notas "
                + "remarques"
        ),
        ("description", "description details beschreibung descripcion"),
        ("summary", "summary zusammenfassung resumen resume"),
        ("capacity", "capacity kapazitat capacidad capacite"), ("partner", "partner partners"),
    ]

    private static let volunteer: [(String, String)] = [
        (
            "name",
            "name fullname displayname volunteer volunteername student studentname member "
                + "membername vollername nombrecompleto nomcomplet"
        ),
        ("given_name", "firstname first givenname given forename vorname nombre nombres prenom"),
        (
            "family_name",
            "lastname last surname familyname nachname familienname apellido apellidos "
                + "nomdefamille nom"
        ),
        ("preferred_name", "preferredname nickname goesby spitzname rufname apodo surnom"),
        (
            "email",
            "email emailaddress mail correo correoelectronico courriel emailadresse mailadresse"
        ),
        (
            "phone",
            "phone phonenumber mobile mobilephone mobilenumber cell cellphone telefon "
                + "telefonnummer telefono telephone handy handynummer tel movil portable"
        ),
        (
            "age_band",
            "ageband age dob dateofbirth birthdate birthday alter geburtsdatum geburtstag edad "
                + "fechadenacimiento datedenaissance"
        ),
        ("guardian.name", "guardian guardianname parent parentname eltern erziehungsberechtigte"),
        ("guardian.email", "guardianemail parentemail parentsemail elternemail"),
        ("guardian.phone", "guardianphone parentphone parentsphone elterntelefon"),
        ("grade.value", "grade klasse klassenstufe grado classe"),
        ("skill", "skill skills fahigkeiten kenntnisse habilidades competences"),
        ("language", "language languages sprache sprachen idioma idiomas langue langues"),
        ("role", "role roles rolle rol"),
        ("consent/photo", "photoconsent photorelease consentphoto fotoerlaubnis"),
        ("consent/participation", "participationconsent permissionslip consentparticipation"),
        ("tag", "tag tags"), ("phone country", "country homecountry land pais pays"),
    ]

    private static let task: [(String, String)] = [
        ("title", "name title task taskname aufgabe tarea tache titel titulo titre todo"),
        ("notes", "note notes description details notizen notas beschreibung descripcion"),
        ("due", "due duedate deadline fallig frist vencimiento fechalimite echeance"),
        ("start_on", "start startdate starton"),
        ("priority", "priority prioritat prioridad priorite"),
        ("tag", "tag tags topic"), ("skill", "skill skills"),
        ("effort_minutes", "effort minutes duration aufwand"),
    ]

    private static let chapter: [(String, String)] = [
        ("name", "name chapter chaptername school club schule escuela ecole"),
        ("tz", "timezone tz zeitzone zonahoraria fuseauhoraire"),
        ("site_url", "website url site homepage web webseite"),
        ("founded", "founded gegrundet fundado"),
        ("adviser.name", "adviser advisor advisername teacher"),
        ("adviser.email", "adviseremail advisoremail teacheremail"),
        ("adviser.phone", "adviserphone advisorphone teacherphone"),
    ]

    private static func table(_ rows: [(String, String)]) -> [String: String] {
        var names: [String: String] = [:]
        for (target, words) in rows {
            for word in words.split(separator: " ") { names[String(word)] = target }
        }
        return names
    }
}
