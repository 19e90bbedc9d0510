import CairnHTTP
import CairnModel
import CairnStore
import Foundation

/// Makes volunteers' own links, one by one or as a sheet to print.
struct VolunteerInvitations {
    private let workspace: Workspace
    /// What stands before the code in an address.
    private let start: String
    private let expires: Int64

    init(_ workspace: Workspace, start: String, expires: Int64) {
        (self.workspace, self.start, self.expires) = (workspace, start, expires)
    }

    /// One who is invited, with what the sheet says of them.
    private struct Guest {
        let volunteer: StoredRecord
        let chapter: StoredRecord
        let given: String
        let name: String
        let isByGuardian: Bool

        init(_ volunteer: StoredRecord, _ chapter: StoredRecord) {
            (self.volunteer, self.chapter) = (volunteer, chapter)
            name = DisplayName.short { volunteer[$0] }
            given = DisplayName.given { volunteer[$0] } ?? name
            isByGuardian = volunteer.contactPolicy == "via_guardian"
        }
    }

    func make(_ command: InviteCommand) throws {
        let guests = try workspace.read { lookup in
            try command.volunteer.map { [try guest($0, lookup)] } ?? everybody(lookup)
        }
        // The file comes first: a code that nobody can read would be made for nothing.
        let file = try command.sheet.map(newFile)
        let links = try guests.map { guest in
            let invitation = Invitation(
                .volunteer, chapter: guest.chapter.id, volunteer: guest.volunteer.id.description,
                expires: expires)
            return "\(start)\(try workspace.store.invite(invitation))"
        }
        if let file {
            defer { try? file.close() }
            try file.write(contentsOf: Data(sheet(guests, links).utf8))
        }
        try report(command, guests, links)
    }

    // MARK: Who

    private func guest(_ ref: String, _ lookup: Lookup) throws -> Guest {
        let volunteer = try lookup.snapshot.person(behind: lookup.find(ref, "volunteer"))
        guard let chapter = try lookup.snapshot.chapter(of: volunteer.log) else {
            throw CommandFault.notFound(
                "the chapter of volunteer \(ref) is not in this store",
                hint: "exchange with a laptop of that chapter first")
        }
        return Guest(volunteer, chapter)
    }

    /// The active volunteers of the chapter, by name.
    private func everybody(_ lookup: Lookup) throws -> [Guest] {
        let chapter = try lookup.chapterToWrite()
        let filter = RecordFilter(kind: "volunteer", logs: [chapter.id.peopleLog])
        let active = try lookup.snapshot.records(filter).filter {
            $0.status == "active" && $0["merged_into"] == nil
        }
        guard !active.isEmpty else {
            throw CommandFault.notFound(
                "\(lookup.snapshot.title(of: chapter)) has no active volunteers",
                hint: "cairn volunteer add adds one")
        }
        return active.map { Guest($0, chapter) }.sorted { $0.name < $1.name }
    }

    // MARK: The sheet

    private func newFile(_ path: String) throws -> FileHandle {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFault(
                .failed, "failed", "\(path) cannot be written: \(String(cString: strerror(errno)))",
                hint: "give the name of a file that is not there yet")
        }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    private func sheet(_ guests: [Guest], _ links: [String]) throws -> String {
        let zone = guests.first?.chapter["tz"]?.string ?? "UTC"
        let until = MomentText.day(Zone.local(zone, expires).prefix(10))
        return InvitationSheet(
            title: guests.first.map { $0.chapter["name"]?.string ?? "Cairn" } ?? "Cairn",
            until: until,
            strips: zip(guests, links).map { guest, link in
                InvitationSheet.Strip(
                    given: guest.given, name: guest.name, isByGuardian: guest.isByGuardian,
                    link: link)
            }
        ).html
    }

    // MARK: What is said

    private func report(_ command: InviteCommand, _ guests: [Guest], _ links: [String]) throws {
        let until = Timestamp(milliseconds: expires).instant
        if command.common.json {
            let items = zip(guests, links).map { guest, link -> JSON in
                [
                    "url": .string(link), "role": "volunteer", "expires": .string(until),
                    "volunteer": .string(guest.volunteer.id.description),
                    "chapters": [.string(workspace.title(guest.chapter))],
                ]
            }
            return command.common.printJSON(command.all ? .array(items) : items[0])
        }
        if let sheet = command.sheet {
            return Console.note(
                "\(sheet): \(Words.count(links.count, "strip")) to print and cut up. Each link "
                    + "works once, until \(until.prefix(10)). Whoever has the file has the links: "
                    + "delete it once it is printed.")
        }
        Console.print(links[0])
        Console.note(
            InvitationPlan.sentence(.volunteer, workspace.title(guests[0].chapter))
                + " It works once, until \(until.prefix(10)).")
    }
}

extension Workspace {
    fileprivate func title(_ chapter: StoredRecord) -> String {
        chapter["name"]?.string ?? "chapter"
    }
}
