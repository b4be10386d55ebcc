#include "data/foreign/wire.h"

#include "data/sources/text_encoding.h"

#include <array>
#include <type_traits>

namespace tuban::data::wire {

namespace {

// What a reader may say. Anything else is no answer of ours.
constexpr std::array kErrorCodes{ErrorCode::FileUnreadable,
                                 ErrorCode::FormatNotSupported,
                                 ErrorCode::ArchiveRefused,
                                 ErrorCode::NetworkReference,
                                 ErrorCode::ReadFailed,
                                 ErrorCode::BadArgument,
                                 ErrorCode::ReaderTooLarge,
                                 ErrorCode::TableNotFound,
                                 ErrorCode::TableMalformed,
                                 ErrorCode::LayerNotFound};
/// What readers find; an answer with any other is none of theirs.
constexpr std::array kFindingCodes{FindingCode::EncodingDetected,
                                   FindingCode::ReaderWarning,
                                   FindingCode::AreaDiffers,
                                   FindingCode::BlockUnknown,
                                   FindingCode::CharactersLost,
                                   FindingCode::ExtraValues,
                                   FindingCode::HeaderUnmarked,
                                   FindingCode::KeyRepeated,
                                   FindingCode::LineUnread,
                                   FindingCode::MoreFindings,
                                   FindingCode::ParcelEmpty,
                                   FindingCode::PointCountDiffers,
                                   FindingCode::PointUnread,
                                   FindingCode::PointsTurned,
                                   FindingCode::RingNumberUnread,
                                   FindingCode::RingTooShort,
                                   FindingCode::TextReplaced,
                                   FindingCode::UnitTaken,
                                   FindingCode::ValueLeftOut};
constexpr std::array kSeverities{
    Severity::Note, Severity::Advice, Severity::Warning, Severity::Fault};
constexpr std::array kValueKinds{
    ValueKind::Text, ValueKind::Integer, ValueKind::Real, ValueKind::Date};

template <typename List, typename Choice>
void putChoice(Writer& out, const List& list, Choice one) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i] == one) {
            out.byte(static_cast<std::uint8_t>(i));
            return;
        }
    }
    out.byte(0xFF);
}

template <typename List> auto takeChoice(Reader& in, const List& list) {
    const std::uint8_t place = in.byte();
    if (place >= list.size()) {
        in.spoil();
        return list[0];
    }
    return list[place];
}

void putFinding(Writer& out, const Finding& finding) {
    putChoice(out, kSeverities, finding.severity);
    putChoice(out, kFindingCodes, finding.code);
    out.text(finding.layer);
    out.byte(finding.feature ? 1 : 0);
    out.number(finding.feature.value_or(0));
    out.number(static_cast<std::uint32_t>(finding.values.size()));
    for (const std::string& value : finding.values) {
        out.text(value);
    }
}

Finding takeFinding(Reader& in) {
    const Severity severity = takeChoice(in, kSeverities);
    const FindingCode code = takeChoice(in, kFindingCodes);
    Finding finding{.severity = severity, .code = code, .layer = in.text()};
    const bool has = in.byte() == 1;
    const auto feature = in.number<std::int64_t>();
    if (has) {
        finding.feature = feature;
    }
    const std::uint32_t values = in.count(sizeof(std::uint32_t));
    for (std::uint32_t i = 0; i < values && in.ok(); ++i) {
        finding.values.push_back(in.text());
    }
    return finding;
}

void putFindings(Writer& out, const std::vector<Finding>& findings) {
    out.number(static_cast<std::uint32_t>(findings.size()));
    for (const Finding& finding : findings) {
        putFinding(out, finding);
    }
}

std::vector<Finding> takeFindings(Reader& in) {
    constexpr std::size_t kLeast = 19;
    std::vector<Finding> findings;
    const std::uint32_t count = in.count(kLeast);
    for (std::uint32_t i = 0; i < count && in.ok(); ++i) {
        findings.push_back(takeFinding(in));
    }
    return findings;
}

void putLayer(Writer& out, const ForeignLayer& layer) {
    out.text(layer.name);
    out.text(layer.file.string());
    out.text(layer.format);
    out.text(layer.crs);
    out.byte(layer.hasGeometry ? 1 : 0);
    out.byte(layer.features ? 1 : 0);
    out.number(layer.features.value_or(0));
    out.number(static_cast<std::uint32_t>(layer.fields.size()));
    for (const ForeignField& field : layer.fields) {
        out.text(field.name);
        putChoice(out, kValueKinds, field.kind);
        out.number(static_cast<std::int32_t>(field.width));
    }
    out.number(static_cast<std::uint32_t>(layer.notes.size()));
    for (const auto& [key, value] : layer.notes) {
        out.text(key);
        out.text(value);
    }
}

void takeFields(Reader& in, ForeignLayer& layer) {
    constexpr std::size_t kLeastField = 9;
    const std::uint32_t fields = in.count(kLeastField);
    for (std::uint32_t i = 0; i < fields && in.ok(); ++i) {
        ForeignField field{.name = in.text()};
        field.kind = takeChoice(in, kValueKinds);
        field.width = in.number<std::int32_t>();
        layer.fields.push_back(std::move(field));
    }
}

ForeignLayer takeLayer(Reader& in) {
    ForeignLayer layer{.name = in.text(), .file = std::string(in.block()), .format = in.text()};
    layer.crs = in.text();
    layer.hasGeometry = in.byte() == 1;
    const bool counted = in.byte() == 1;
    const auto features = in.number<std::uint64_t>();
    if (counted) {
        layer.features = features;
    }
    takeFields(in, layer);
    constexpr std::size_t kLeastNote = 8;
    const std::uint32_t notes = in.count(kLeastNote);
    for (std::uint32_t i = 0; i < notes && in.ok(); ++i) {
        std::string key = in.text();
        layer.notes.emplace_back(std::move(key), in.text());
    }
    return layer;
}

template <typename T> std::optional<T> whole(const Reader& in, T value) {
    return in.ok() && in.atEnd() ? std::optional<T>(std::move(value)) : std::nullopt;
}

} // namespace

std::string Reader::text() {
    const std::string_view value = block();
    if (!isUtf8(value)) {
        m_ok = false;
        return {};
    }
    return std::string(value);
}

std::uint32_t Reader::count(std::size_t least) {
    const auto entries = number<std::uint32_t>();
    if (entries > m_rest.size() / least) {
        m_ok = false;
        return 0;
    }
    return entries;
}

std::string encode(const OpenRequest& request) {
    std::string body;
    Writer out(body);
    out.number(static_cast<std::uint32_t>(request.sources.size()));
    for (std::size_t i = 0; i < request.sources.size(); ++i) {
        out.text(request.sources[i]);
        out.byte(request.folders[i] ? 1 : 0);
    }
    out.number(static_cast<std::uint32_t>(request.files.size()));
    for (const FileEntry& file : request.files) {
        out.number(file.source);
        out.text(file.name);
        out.number(file.size);
    }
    out.text(request.options.encoding);
    out.number(request.options.limits.memoryBytes);
    out.number(request.options.limits.unpackedBytes);
    return body;
}

std::optional<OpenRequest> decodeOpenRequest(std::string_view body) {
    Reader in(body);
    OpenRequest request;
    const std::uint32_t sources = in.count(5);
    for (std::uint32_t i = 0; i < sources && in.ok(); ++i) {
        request.sources.emplace_back(in.block());
        request.folders.push_back(in.byte() == 1);
    }
    const std::uint32_t files = in.count(16);
    for (std::uint32_t i = 0; i < files && in.ok(); ++i) {
        FileEntry file{.source = in.number<std::uint32_t>(), .name = std::string(in.block())};
        file.size = in.number<std::uint64_t>();
        if (file.source >= request.sources.size()) {
            in.spoil();
        }
        request.files.push_back(std::move(file));
    }
    request.options.encoding = in.block();
    request.options.limits.memoryBytes = in.number<std::uint64_t>();
    request.options.limits.unpackedBytes = in.number<std::uint64_t>();
    return whole(in, std::move(request));
}

std::string encode(const Contents& contents) {
    std::string body;
    Writer out(body);
    out.number(static_cast<std::uint32_t>(contents.layers.size()));
    for (const ForeignLayer& layer : contents.layers) {
        putLayer(out, layer);
    }
    putFindings(out, contents.findings);
    return body;
}

std::optional<Contents> decodeContents(std::string_view body) {
    if (body.size() > kLongestAnswer) {
        return std::nullopt;
    }
    Reader in(body);
    Contents contents;
    constexpr std::size_t kLeastLayer = 34;
    const std::uint32_t layers = in.count(kLeastLayer);
    for (std::uint32_t i = 0; i < layers && in.ok(); ++i) {
        contents.layers.push_back(takeLayer(in));
    }
    contents.findings = takeFindings(in);
    return whole(in, std::move(contents));
}

std::string encode(const Error& error) {
    std::string body;
    Writer out(body);
    putChoice(out, kErrorCodes, error.code);
    out.text(error.subject);
    out.text(error.detail);
    out.text(error.where);
    return body;
}

std::optional<Error> decodeError(std::string_view body) {
    if (body.size() > kLongestAnswer) {
        return std::nullopt;
    }
    Reader in(body);
    const ErrorCode code = takeChoice(in, kErrorCodes);
    Error error{code, std::string(in.block())};
    error.detail = in.text();
    error.where = in.text();
    return whole(in, std::move(error));
}

std::string encode(const std::vector<Finding>& findings) {
    std::string body;
    Writer out(body);
    putFindings(out, findings);
    return body;
}

std::optional<std::vector<Finding>> decodeFindings(std::string_view body) {
    if (body.size() > kLongestAnswer) {
        return std::nullopt;
    }
    Reader in(body);
    std::vector<Finding> findings = takeFindings(in);
    return whole(in, std::move(findings));
}

bool BatchReader::next(ForeignFeature& feature) {
    feature.number = m_in.number<std::int64_t>();
    feature.wkb = m_in.block();
    feature.values.clear();
    feature.values.reserve(m_fields);
    for (std::size_t i = 0; i < m_fields && m_in.ok(); ++i) {
        switch (static_cast<ValueTag>(m_in.byte())) {
        case ValueTag::Null:
            feature.values.emplace_back();
            break;
        case ValueTag::Integer:
            feature.values.emplace_back(m_in.number<std::int64_t>());
            break;
        case ValueTag::Real:
            feature.values.emplace_back(m_in.number<double>());
            break;
        case ValueTag::Text:
            feature.values.emplace_back(m_in.text());
            break;
        default:
            m_in.spoil();
        }
    }
    feature.doubt = m_in.text();
    feature.lostPoint = m_in.number<std::uint64_t>();
    return m_in.ok();
}

} // namespace tuban::data::wire
