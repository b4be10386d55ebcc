#include "jobs/style_file.h"

#include "data/atomic_file.h"
#include "data/styles/sld_reader.h"
#include "data/styles/sld_writer.h"
#include "model/rule_choice.h"

namespace tuban::jobs {

Result<StyleFile> loadStyle(const std::filesystem::path& path, const LayerSchema& schema) {
    auto document = data::readSldFile(path);
    if (!document) {
        return document.error();
    }
    if (const auto fits = RuleChoice::of(document->style, schema); !fits) {
        return fits.error();
    }
    return StyleFile{std::move(document->style), std::move(document->findings)};
}

Result<void>
saveStyle(const std::filesystem::path& path, const Style& style, const std::string& layer) {
    return data::writeAtomically(path, data::writeSld(style, layer));
}

} // namespace tuban::jobs
