#include "CSimdjson.h"

#include <cstring>
#include <memory>
#include <simdjson.h>
#include <vector>

using namespace simdjson;

namespace {

/// A failure while walking; carries a constant reason out of the recursion.
struct Failure {
    const char *reason;
    error_code code = SUCCESS;
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// The JSON number grammar, so that numbers of any size are kept as they were written.
bool isNumber(std::string_view text) {
    size_t i = 0;
    const size_t n = text.size();
    if (i < n && text[i] == '-') i++;
    if (i >= n || !isDigit(text[i])) return false;
    if (text[i] == '0') {
        i++;
    } else {
        while (i < n && isDigit(text[i])) i++;
    }
    if (i < n && text[i] == '.') {
        i++;
        if (i >= n || !isDigit(text[i])) return false;
        while (i < n && isDigit(text[i])) i++;
    }
    if (i < n && (text[i] == 'e' || text[i] == 'E')) {
        i++;
        if (i < n && (text[i] == '+' || text[i] == '-')) i++;
        if (i >= n || !isDigit(text[i])) return false;
        while (i < n && isDigit(text[i])) i++;
    }
    return i == n;
}

std::string_view trimmed(std::string_view token) {
    while (!token.empty() && strchr(" \t\r\n", token.back())) token.remove_suffix(1);
    return token;
}

const char *reasonFor(error_code code) {
    switch (code) {
    case EMPTY: return "there is no JSON value here";
    case UTF8_ERROR: return "the text is not valid UTF-8";
    case STRING_ERROR: return "a string has an invalid escape or a lone surrogate";
    case UNESCAPED_CHARS: return "a string has an unescaped control character";
    case UNCLOSED_STRING: return "a string is not closed";
    case DEPTH_ERROR: return "the value is nested too deeply";
    case INCOMPLETE_ARRAY_OR_OBJECT: return "an array or object is not closed";
    case CAPACITY: return "the value is too large";
    case MEMALLOC: return "out of memory";
    default: return "this is not valid JSON";
    }
}

const char *const somethingBehind = "there is more after the end of the value";

/// Where the brackets go wrong: simdjson looks at a document's last character first, and where that does not close it
/// only says so much. Leaves the failure as it is where they are in order.
void findBracketFault(std::string_view text, docket_json_failure &failure) {
    std::vector<char> closers;
    bool isInString = false;
    for (size_t i = 0; i < text.size(); i++) {
        const char c = text[i];
        if (isInString) {
            if (c == '\\') i++;
            else if (c == '"') isInString = false;
            continue;
        }
        if (c == '"') {
            isInString = true;
        } else if (c == '{' || c == '[') {
            closers.push_back(c == '{' ? '}' : ']');
        } else if (c == '}' || c == ']') {
            if (closers.empty() || closers.back() != c) {
                failure = {i, "this bracket does not close what is open"};
                return;
            }
            closers.pop_back();
            const size_t behind = text.find_first_not_of(" \t\r\n", i + 1);
            if (closers.empty() && behind != std::string_view::npos) {
                failure = {behind, somethingBehind};
                return;
            }
        }
    }
    if (!closers.empty()) failure = {text.size(), reasonFor(INCOMPLETE_ARRAY_OR_OBJECT)};
}

} // namespace

struct docket_json_parser {
    ondemand::parser parser;
    std::vector<docket_json_node> nodes;
    std::unique_ptr<char[]> buffer;
    size_t capacity = 0;

    void require(error_code code) {
        if (code) throw Failure{reasonFor(code), code};
    }

    void push(uint32_t kind, std::string_view text = {}) {
        nodes.push_back(docket_json_node{kind, 0, text.data(), text.size()});
    }

    template <typename Value> void walk(Value &value, size_t depth) {
        if (depth == 0) throw Failure{"the value is nested too deeply"};
        ondemand::json_type type;
        require(value.type().get(type));
        switch (type) {
        case ondemand::json_type::array: {
            const size_t at = nodes.size();
            push(DOCKET_JSON_ARRAY);
            ondemand::array array;
            require(value.get_array().get(array));
            uint32_t count = 0;
            for (auto element : array) {
                ondemand::value child;
                require(element.get(child));
                walk(child, depth - 1);
                count++;
            }
            nodes[at].count = count;
            break;
        }
        case ondemand::json_type::object: {
            const size_t at = nodes.size();
            push(DOCKET_JSON_OBJECT);
            ondemand::object object;
            require(value.get_object().get(object));
            uint32_t count = 0;
            for (auto field : object) {
                std::string_view key;
                require(field.unescaped_key().get(key));
                push(DOCKET_JSON_STRING, key);
                ondemand::value child;
                require(field.value().get(child));
                walk(child, depth - 1);
                count++;
            }
            nodes[at].count = count;
            break;
        }
        case ondemand::json_type::string: {
            std::string_view text;
            require(value.get_string().get(text));
            push(DOCKET_JSON_STRING, text);
            break;
        }
        case ondemand::json_type::number: {
            std::string_view token = trimmed(rawToken(value));
            if (!isNumber(token)) throw Failure{"a number is malformed"};
            // Consumes the token, so that iteration goes on behind it. Its own verdict is not
            // asked: it refuses what does not fit 64 bits.
            double ignored;
            (void)value.get_double().get(ignored);
            push(DOCKET_JSON_NUMBER, token);
            break;
        }
        case ondemand::json_type::boolean: {
            bool flag;
            require(value.get_bool().get(flag));
            push(flag ? DOCKET_JSON_TRUE : DOCKET_JSON_FALSE);
            break;
        }
        case ondemand::json_type::null: {
            if (trimmed(rawToken(value)) != "null") throw Failure{"this is not valid JSON"};
            if (!isNull(value)) throw Failure{"this is not valid JSON"};
            push(DOCKET_JSON_NULL);
            break;
        }
        }
    }

    static std::string_view rawToken(ondemand::value &value) { return value.raw_json_token(); }
    static std::string_view rawToken(ondemand::document &value) {
        std::string_view token;
        if (value.raw_json_token().get(token)) return {};
        return token;
    }
    static bool isNull(ondemand::value &value) { return value.is_null(); }
    static bool isNull(ondemand::document &value) {
        bool flag = false;
        return !simdjson_result<bool>(value.is_null()).get(flag) && flag;
    }
};

docket_json_parser *docket_json_parser_create(void) { return new docket_json_parser(); }

void docket_json_parser_destroy(docket_json_parser *parser) { delete parser; }

size_t docket_json_parse(docket_json_parser *parser, const uint8_t *bytes, size_t length, size_t depth_limit,
                         const docket_json_node **nodes, docket_json_failure *failure) {
    const size_t needed = length + SIMDJSON_PADDING;
    if (parser->capacity < needed) {
        parser->capacity = needed + needed / 2;
        parser->buffer.reset(new char[parser->capacity]);
    }
    char *buffer = parser->buffer.get();
    if (length) memcpy(buffer, bytes, length);
    memset(buffer + length, ' ', SIMDJSON_PADDING);
    parser->nodes.clear();

    ondemand::document document;
    bool started = false;
    try {
        parser->require(parser->parser.iterate(buffer, length, parser->capacity).get(document));
        started = true;
        parser->walk(document, depth_limit);
        const char *behind = nullptr;
        if (!document.current_location().get(behind)) throw Failure{somethingBehind};
    } catch (const Failure &stop) {
        const char *at = nullptr;
        failure->offset = length;
        if (started && !document.current_location().get(at) && at >= buffer && at <= buffer + length) {
            failure->offset = static_cast<size_t>(at - buffer);
        }
        failure->reason = stop.reason;
        if (started && (stop.code == INCOMPLETE_ARRAY_OR_OBJECT || failure->offset == length)) {
            findBracketFault({buffer, length}, *failure);
        }
        return 0;
    } catch (const std::exception &) {
        failure->offset = 0;
        failure->reason = "out of memory";
        return 0;
    }
    *nodes = parser->nodes.data();
    return parser->nodes.size();
}
