# assay_precompile_headers(TARGET [HEADER...]): headers that most of a target's files include are parsed once.
# -DASSAY_PRECOMPILE=OFF shows whether every file names what it uses.
function(assay_precompile_headers target)
  if(ASSAY_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE
      <algorithm> <array> <chrono> <cmath> <cstdint> <filesystem> <functional> <map> <memory> <mutex> <optional>
      <set> <span> <string> <string_view> <unordered_map> <unordered_set> <utility>
      <variant> <vector> <fmt/format.h> ${ARGN})
  endif()
endfunction()
