import ArgumentParser

struct VolunteerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "volunteer",
        abstract: "Keep the people who help, with as few personal fields as possible.",
        discussion: """
            Examples:
              cairn volunteer add
              cairn volunteer list
              cairn volunteer consent 2c41 photo,participation granted --method paper

            Most volunteers are minors. cairn volunteer add asks field by field, so that
            nobody's details end up in the history of the shell; many at once come in
            with cairn import csv.
            """,
        subcommands: [
            VolunteerAdd.self, VolunteerList.self, VolunteerShow.self, VolunteerEdit.self,
            VolunteerConsent.self, VolunteerDuplicates.self, VolunteerMerge.self,
            VolunteerUnmerge.self,
            VolunteerNotSame.self, VolunteerDelete.self, VolunteerRestore.self,
        ])
}
