#include "landuse/land_balance.h"

namespace tuban::landuse {

Ratio shareOfDistrict(const LandBalance& balance, std::size_t row, std::size_t district) {
    return shareOf(balance.areas[row][district], balance.districts[district].area);
}

} // namespace tuban::landuse
