# Run as a script at every build: writes build_info.cc, and touches it only when a value changed.
if(NOT COMMIT)
  execute_process(COMMAND git -C ${SOURCE_DIR} describe --always --dirty --abbrev=12
                  OUTPUT_VARIABLE COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
endif()
if(NOT COMMIT)
  set(COMMIT unknown)
endif()
configure_file(${SOURCE_DIR}/cmake/build_info.cc.in ${OUTPUT} @ONLY)
