internal import CairnModel
package import CairnStore

extension Peer {
    /// What is remembered of a server that let this store in; of one that the store knew already,
    /// with what that join added.
    package init(name: String, joined answer: JoinCall.Answer, at url: String, known: Peer?) {
        self =
            known ?? Peer(name: name, url: url, role: answer.role, chapter: answer.log)
        if answer.role == .coordinator { role = .coordinator }
        for log in answer.reads { logs[log] = answer.writes.contains(log) }
        for log in answer.writes { logs[log] = true }
    }
}
