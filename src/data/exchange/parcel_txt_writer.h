#pragma once

#include "data/exchange/finding_list.h"
#include "data/exchange/parcel_txt.h"
#include "data/exchange/txt_formats.h"
#include "model/layer_schema.h"

#include <map>
#include <string>
#include <vector>

namespace tuban::data {

/// A parcel as a dialect writes it: outer rings clockwise, each ring from its north-west corner,
/// holes behind the ring that they belong to, points and rings numbered, closed or open; point
/// count, area and kind of geometry computed. `fields` holds the other fields of the header by
/// their names. Polygons are on `grid`, planar; the area is their planar area.
TxtParcel txtParcel(const GridGeometry& polygons,
                    geometry::Grid grid,
                    const std::map<std::string, std::string>& fields,
                    const TxtFormats& formats,
                    const TxtDialect& dialect);

/// The values of a block with "{system}", "{zone}" … replaced; what is unknown becomes empty.
TxtDialect::Values filledValues(const TxtDialect::Values& values,
                                const std::map<std::string, std::string>& places);
/// What fills the places of a dialect for "EPSG:n": system, width, zone, meridian. Empty:
/// coordinate files have no words for the system.
std::map<std::string, std::string> placesOfCrs(const TxtFormats& formats,
                                               const std::string& authority);

/// Writes a coordinate file piece by piece. Coordinates have the decimals of the dialect (11 where
/// the file is in degrees), in any locale. Texts that would break a line or a field are changed,
/// with a finding (TextReplaced). A character that GBK does not have is written as GB18030.
class TxtWriter {
public:
    TxtWriter(TxtDialect dialect, std::string layer);

    std::string head(const TxtDialect::Values& project, const TxtDialect::Values& properties);
    std::string parcel(const TxtParcel& parcel);
    std::vector<Finding> findings() { return m_findings.take(); }

private:
    std::string safe(std::string_view text, std::string_view forbidden);
    std::string encoded(const std::string& text) const;

    TxtDialect m_dialect;
    FindingList m_findings;
};

struct WrittenTxt {
    std::string bytes;
    std::vector<Finding> findings = {};
};
/// A whole file at once.
WrittenTxt
writeParcelTxt(const ParcelTxt& txt, const TxtDialect& dialect, const std::string& layer = {});

} // namespace tuban::data
