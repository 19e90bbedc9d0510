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
    /// How many tasks there are besides, in words; nil for none.
    let moreTasks: String?
    /// Tasks that anybody may take.
    let offers: [TaskCard]
    let events: [Event]
    /// Why there is no button to sign up.
    let signupNote: String?
    let adviser: Adviser?
    let feed: Feed?

    /// The last thing that the volunteer did, to be taken back.
    struct Said {
        let text: String
        let undoPath: String
        /// The dot of the entry, where it is one that is taken back.
        let entry: String
    }

    /// A shift, or an event without shifts, that the volunteer has to do with.
    struct Gathering {
        let about: About
        let role: String?
        let time: String?
        let notes: [String]
        /// Where the volunteer stands; nil where that is plain.
        let standing: String?
        let answer: Answer
    }

    /// An event, with what there is to sign up for.
    struct Event {
        let about: About
        let notes: [String]
        let shifts: [Shift]
    }

    /// What is the same for all shifts of an event.
    struct About {
        let title: String
        let day: String
        let place: String?
        let map: String?
        let onlineURL: String?
    }

    struct Shift {
        let role: String?
        let time: String?
        let notes: [String]
        /// What should be known; nil where nothing should.
        let standing: String?
        let answer: Answer
    }

    /// The buttons of a shift.
    struct Answer {
        /// The address to which its form goes.
        let actionPath: String
        /// What the button to sign up says; nil where there is none.
        let join: String?
        let mayLeave: Bool
        /// What the buttons are about, for whoever hears them alone.
        let subject: String
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

    /// The volunteer's calendars.
    struct Feed {
        /// Of both, the part of the address that can be replaced.
        let secret: String
        let eventsURL: String
        let tasksURL: String
        /// The same for the program that a phone or laptop has for calendars.
        let eventsApp: String
        let tasksApp: String

        /// - Parameter base: the server's address.
        init(_ secret: String, at base: String) {
            func app(_ url: String) -> String { "webcal" + url.drop { $0 != ":" } }
            self.secret = secret
            eventsURL = "\(base)/f/\(secret)/events.ics"
            // As events, which every calendar shows.
            tasksURL = "\(base)/f/\(secret)/tasks.ics?as=events"
            (eventsApp, tasksApp) = (app(eventsURL), app(tasksURL))
        }
    }
}
