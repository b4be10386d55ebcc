// What a reader process may send: answers and batches of features.

#include "data/foreign/wire.h"
#include "target.h"

namespace tuban::fuzz {

namespace {

using namespace data;

/// The first byte of an input says which decoder takes the rest.
std::string marked(char kind, const std::string& body) {
    return kind + body;
}

std::string batch() {
    std::string body;
    wire::Writer out(body);
    out.number(std::int64_t{5});
    out.text("geometry");
    out.byte(static_cast<std::uint8_t>(wire::ValueTag::Integer));
    out.number(std::int64_t{-3});
    out.byte(static_cast<std::uint8_t>(wire::ValueTag::Text));
    out.text("地类");
    out.text("a doubt");
    out.number(std::uint64_t{12});
    return body;
}

wire::Contents contents() {
    ForeignLayer layer{.name = "宗地", .file = "a.shp", .format = "CSV", .features = 7};
    layer.fields = {{"code", ValueKind::Text, 40}};
    layer.notes = {{"$ACADVER", "AC1015"}};
    return {{layer},
            {{.severity = Severity::Note,
              .code = FindingCode::ReaderWarning,
              .layer = "a",
              .feature = 4,
              .values = {"message", "1"}}}};
}

bool examineBatch(std::string_view body) {
    wire::BatchReader reader(body, 2);
    std::size_t bytes = 0;
    while (!reader.atEnd()) {
        ForeignFeature feature;
        if (!reader.next(feature)) {
            return false;
        }
        require(feature.values.size() == 2, "a feature has a value for each field");
        bytes += feature.wkb.size() + feature.doubt.size();
    }
    require(bytes <= body.size(), "nothing comes out that did not go in");
    return true;
}

} // namespace

std::vector<std::string> seeds() {
    const wire::Contents sent = contents();
    return {marked(0, wire::encode(sent)),
            marked(1, wire::encode(Error{ErrorCode::ReadFailed, "a", "b", "c"})),
            marked(2, wire::encode(sent.findings)),
            marked(3, batch() + batch())};
}

bool examine(std::string_view input) {
    if (input.empty()) {
        return false;
    }
    const std::string_view body = input.substr(1);
    switch (input[0]) {
    case 0: {
        const auto got = wire::decodeContents(body);
        if (got) {
            require(wire::decodeContents(wire::encode(*got)).has_value(),
                    "what is accepted can be said again");
        }
        return got.has_value();
    }
    case 1:
        return wire::decodeError(body).has_value();
    case 2:
        return wire::decodeFindings(body).has_value();
    default:
        return examineBatch(body);
    }
}

} // namespace tuban::fuzz
