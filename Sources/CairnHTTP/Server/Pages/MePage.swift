/// What a volunteer's page shows. The template has these names.
struct MePage {
    /// The page's own address, `/me/<token>`.
    let path: String
    let me: String
    let chapter: String
    let asOf: String
    let said: Said?
    let next: Gathering?
    /// What else the volunteer signed up for or was asked for.
    let comings: [Gathering]
    let tasks: [TaskCard]
    /// Tasks that anybody may take.
    let offers: [TaskCard]
    let shifts: [Gathering]
    /// Why there is no button to sign up.
    let signupNote: String?
    let adviser: Adviser?
    let feed: Feed?

    /// The last thing that the volunteer did, to be taken back.
    struct Said {
        let text: String
        let undoPath: String
        /// The dot of the entry.
        let entry: String
    }

    /// A shift, or an event without shifts.
    struct Gathering {
        let id: String
        /// The address to which its forms go.
        let actionPath: String
        let title: String
        let role: String?
        let day: String
        let time: String?
        let place: String?
        let map: String?
        let onlineURL: String?
        let bring: [String]
        /// Where the volunteer stands, or what should be known; nil where that is plain.
        let standing: String?
        /// Whether `standing` is something to heed.
        let isAlert: Bool
        let mayLeave: Bool
        let mayJoin: Bool
        /// What the button to sign up says.
        let joinText: String
    }

    struct TaskCard {
        let id: String
        let actionPath: String
        let title: String
        let due: String?
        let isLate: Bool
        let event: String?
        let waits: [String]
        let sharing: String?
        let isContested: Bool
        let notes: String?
        let steps: [Step]
        /// Whether the volunteer has a part in it, offered or taken.
        let isMine: Bool
        /// Offered, not yet taken.
        let isAsked: Bool
        /// Taken by the volunteer's own wish, so that it is given back and not refused.
        let isClaimed: Bool
    }

    struct Step {
        /// The part of `check/<key>` after the slash.
        let key: String
        let what: String
        let isTicked: Bool
    }

    struct Adviser {
        let adult: String
        let phone: String?
        let phoneLink: String?
        let email: String?
    }

    struct Feed {
        let events: String
        let tasks: String
        let eventsApp: String
        let tasksApp: String
    }
}
