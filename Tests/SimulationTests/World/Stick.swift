import CairnModel

/// A bundle on a stick that lies about.
struct Stick {
    let name: String
    let bytes: [UInt8]
}
