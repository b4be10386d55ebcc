#pragma once

#include "base/result.h"
#include "model/layer_schema.h"

#include <string>
#include <string_view>

namespace tuban::data {

/// A schema as JSON, the one text there is for it: members sorted by name, no spaces, and only what
/// differs from its default, so that equal schemas give equal bytes. Words are those of the
/// catalogue files (schema_words.h). Bytes that are no UTF-8 come out as U+FFFD.
std::string schemaJson(const LayerSchema& schema);

/// The schema that such a text describes; schemaJson of it gives the text again.
/// Errors: WorkspaceDamaged (subject: the layer, where it can be told; detail: what is wrong): no
/// JSON, another text than schemaJson writes, members or words that are unknown, names that cannot
/// be or are reserved (schema_rules.h), two fields of one name, codes and defaults of another type
/// than their field.
Result<LayerSchema> schemaFromJson(std::string_view text);

} // namespace tuban::data
