#include "landuse/balance_builder.h"
