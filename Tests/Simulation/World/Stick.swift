internal import CairnModel

/// A bundle on a stick that lies about.
struct Stick {
    let name: String
    let bytes: [UInt8]
    /// Names of the laptops that have read it.
    var readers: Set<String> = []
}
