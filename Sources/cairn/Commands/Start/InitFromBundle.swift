import ArgumentParser
import CairnModel
import CairnStore
import CairnSync

/// Makes a second store of the chapter that a bundle holds.
struct InitFromBundle {
    let common: CommonOptions

    func run(_ bundle: String) throws {
        let progress = Progress("Reading \(bundle)")
        let started = try BundleStart.initialise(
            common.path, from: bundle, chapter: chapter(in: bundle),
            surroundings: Machine.surroundings
        ) { done, _ in progress.show(BundleWrite.size(done)) }
        progress.end()
        let read = BundleReading.Read(result: started.result, newChapters: [], needed: [])
        if common.json {
            common.printJSON(
                BundleFigures.result(bundle, started.result, newChapters: [])
                    .setting("chapter", .string(started.chapter.description)))
        } else {
            let name = VisibleText.line(started.chapterName ?? "the chapter")
            Console.print("Started a second store of \(name).")
            Console.note("The store is \(common.path).")
        }
        BundleReport(file: bundle, now: Machine.wall(), asJSON: common.json)
            .print(read, printsFigures: false)
        if started.result.isIncomplete {
            Console.note("hint: cairn bundle read adds what a good copy brings")
            throw ExitCode(ExitStatus.someRefused.rawValue)
        }
    }

    /// The chapter that was named with --chapter, looked up inside the bundle.
    private func chapter(in bundle: String) throws -> RecordID? {
        guard let name = common.chapter else { return nil }
        if let id = RecordID(name) { return id }
        let look = try BundleReader.look(BundleSource(bundle), progress: { _, _ in })
        let found = look.summary.chapters.filter { $0.isCalled(name) }
        guard found.count == 1 else {
            throw CommandFault.notFound(
                "\(bundle) holds \(found.isEmpty ? "no" : "more than one") chapter \"\(name)\"",
                hint: "cairn bundle show \(bundle) lists the chapters")
        }
        return found[0].id
    }
}
