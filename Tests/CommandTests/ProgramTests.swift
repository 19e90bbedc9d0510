import CairnModel
import Testing

/// What holds for the program as a whole.
@Suite("The program")
struct ProgramTests {
    @Test("says its version")
    func version() throws {
        let result = try CommandRunner().run("--version")
        #expect(result.status == 0)
        #expect(result.output == "cairn 0.1.0\n")
    }

    @Test("answers an unknown option with exit status 2 and a hint")
    func unknownOption() throws {
        let result = try CommandRunner().run("--colour")
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(
            result.errors == """
                error: unknown option '--colour'
                hint: cairn --help shows what the command takes

                """)
    }

    @Test("prints a problem object where JSON was asked for")
    func problem() throws {
        let problem = try CommandRunner().run("--colour", "--json").problem
        #expect(problem["type"] == "about:blank")
        #expect(problem["code"] == "usage")
        #expect(problem["hint"]?.string != nil)
    }
}
