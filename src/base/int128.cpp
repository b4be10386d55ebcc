#include "base/int128.h"

#include <algorithm>

namespace tuban {

std::string toString(Int128 v) {
    const bool negative = v < 0;
    Uint128 rest = negative ? -static_cast<Uint128>(v) : static_cast<Uint128>(v);
    std::string digits;
    do {
        digits.push_back(static_cast<char>('0' + static_cast<int>(rest % 10)));
        rest /= 10;
    } while (rest != 0);
    if (negative) {
        digits.push_back('-');
    }
    std::reverse(digits.begin(), digits.end());
    return digits;
}

Int128 roundedQuotient(Int128 numerator, Int128 denominator) {
    const Int128 quotient = numerator / denominator;
    const Int128 remainder = numerator % denominator;
    const Int128 floored = remainder < 0 ? quotient - 1 : quotient;
    const Int128 above = remainder < 0 ? remainder + denominator : remainder;
    return above >= denominator - above ? floored + 1 : floored;
}

} // namespace tuban
