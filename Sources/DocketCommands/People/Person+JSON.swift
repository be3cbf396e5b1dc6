import DocketModel
import DocketNotation

extension Person {
    /// As `docket people` prints it.
    var json: JSONObject {
        var record: JSONObject = ["person": JSONValue(id.rawValue), "role": JSONValue(role.rawValue)]
        record["cohort"] = cohort.map { JSONValue($0) } ?? .null
        return record
    }
}
