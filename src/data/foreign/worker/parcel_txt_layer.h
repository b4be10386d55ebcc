#pragma once

namespace tuban::data {

/// Reads the tables of coordinate files from the product's folder, which a confined process cannot
/// do any more. Without them openParcelTxt fails.
void loadTxtFormats();

} // namespace tuban::data
