# assay_embed(TARGET NAME FILES...): compiles files into the program as string constants.
# Each becomes an entry {relative path, bytes} of `std::span<const EmbeddedFile> NAME()`.
function(assay_embed target name)
  set(generated ${CMAKE_BINARY_DIR}/generated/embedded_${name}.cc)
  set(tool ${CMAKE_SOURCE_DIR}/tools/embed_files.py)
  add_custom_command(
    OUTPUT ${generated}
    COMMAND python3 ${tool} --function ${name} --root ${CMAKE_SOURCE_DIR} --output ${generated} ${ARGN}
    DEPENDS ${tool} ${ARGN}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  target_sources(${target} PRIVATE ${generated})
endfunction()
