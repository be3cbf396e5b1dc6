import DocketNotation

/// A theme as its file says it, before what it inherits is filled in.
struct ThemeFile {
    /// How one role looks, its colours still by name.
    struct Look: Hashable {
        var foreground: String?
        var background: String?
        var attributes: Style.Attributes = []
        var place: ThemePlace
    }

    var source: String
    var title: String?
    var inherits: String?
    var contrast: Double?
    var glyphs: String?
    var isHidden = false
    var palette: [String: Color] = [:]
    var basic: [String: UInt8] = [:]
    var roles: [String: Look] = [:]

    /// - Parameter source: what messages call it: a path, or a theme's name.
    init(_ text: String, source: String) throws(ThemeError) {
        self.source = source
        let table: JSONObject
        do throws(TOMLError) {
            table = try TOML.parse(text)
        } catch {
            throw .invalid(source: source, line: error.line, reason: error.reason)
        }
        for member in table.members {
            let place = ThemePlace(source: source, text: text, section: nil, key: member.key)
            switch member.key {
            case "title": title = try place.string(member.value)
            case "inherits": inherits = try place.string(member.value)
            case "hidden": isHidden = member.value.bool ?? false
            case "contrast": contrast = try place.contrast(member.value)
            case "glyphs": glyphs = try place.glyphs(member.value)
            case "palette":
                palette = try place.members(member.value) { place, value throws(ThemeError) in
                    try place.color(value)
                }
            case "ansi":
                basic = try place.members(member.value) { place, value throws(ThemeError) in
                    try place.basicColor(value)
                }
            case "roles":
                roles = try place.members(member.value) { place, value throws(ThemeError) in
                    try place.look(value)
                }
            default: throw place.error("a theme has no \"\(member.key)\"")
            }
        }
    }
}
