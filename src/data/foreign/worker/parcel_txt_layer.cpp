#include "data/foreign/worker/file_opener.h"

namespace tuban::data {

Result<void>
openParcelTxt(const ReaderInput& input, std::string_view, const ForeignOptions&, OpenedFiles&) {
    return Error{
        ErrorCode::FormatNotSupported, input.file.string(), "parcel coordinate file (TXT)"};
}

} // namespace tuban::data
