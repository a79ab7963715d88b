// The logistic function.
#pragma once

#include <cmath>

namespace assay {

// The probability of which `log_odds` are the logarithm (natural) of the odds.
inline double Sigmoid(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

}  // namespace assay
