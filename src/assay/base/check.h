// ASSAY_CHECK: stops the program on a bug of ours. Never for input: that is an Error or a Finding.
#pragma once

#include <cstdio>
#include <cstdlib>

#define ASSAY_CHECK(condition)                                                         \
  do {                                                                                 \
    if (!(condition)) [[unlikely]] {                                                   \
      std::fprintf(stderr, "assay: internal error at %s:%d: %s\n", __FILE__, __LINE__, \
                   #condition);                                                        \
      std::abort();                                                                    \
    }                                                                                  \
  } while (false)
