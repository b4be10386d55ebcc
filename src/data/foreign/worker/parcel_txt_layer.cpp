#include "data/foreign/worker/parcel_txt_layer.h"

#include "data/exchange/txt_layer.h"
#include "data/foreign/worker/file_opener.h"

#include <optional>
#include <utility>

namespace tuban::data {

namespace {

const Result<TxtFormats>& formats() {
    static const Result<TxtFormats> read = readTxtFormats();
    return read;
}

/// A coordinate file is small enough to be held as a whole.
class ParcelTxtLayer : public LayerReader {
public:
    ParcelTxtLayer(ForeignLayer info, std::vector<ForeignFeature> features)
        : m_features(std::move(features)) {
        m_info = std::move(info);
    }

    Result<void> read(BatchWriter& out, std::vector<Finding>&) override {
        for (const ForeignFeature& feature : m_features) {
            out.begin(feature.number);
            out.geometry(std::as_bytes(std::span(feature.wkb)));
            for (const FieldValue& value : feature.values) {
                add(out, value);
            }
            out.lostPoint(feature.lostPoint);
            if (!out.end()) {
                return {};
            }
        }
        out.flush();
        return {};
    }

private:
    static void add(BatchWriter& out, const FieldValue& value) {
        if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
            out.addInteger(*whole);
        } else if (const auto* const real = std::get_if<double>(&value)) {
            out.addReal(*real);
        } else if (const auto* const text = std::get_if<std::string>(&value)) {
            out.addText(*text);
        } else {
            out.addNull();
        }
    }

    std::vector<ForeignFeature> m_features;
};

} // namespace

void loadTxtFormats() {
    static_cast<void>(formats());
}

Result<void> openParcelTxt(const ReaderInput& input,
                           std::string_view bytes,
                           const ForeignOptions& options,
                           OpenedFiles& opened) {
    if (!formats()) {
        return formats().error();
    }
    const auto parsed = parseParcelTxt(bytes, {.encoding = options.encoding, .layer = input.stem});
    if (!parsed) {
        Error error = parsed.error();
        error.subject = error.code == ErrorCode::BadArgument ? error.subject : input.file.string();
        return error;
    }
    TxtLayer made = foreignFromTxt(*parsed, *formats(), input.file);
    made.layer.name = input.stem;
    opened.findings.insert(opened.findings.end(), made.findings.begin(), made.findings.end());
    opened.layers.push_back(
        std::make_unique<ParcelTxtLayer>(std::move(made.layer), std::move(made.features)));
    return {};
}

} // namespace tuban::data
