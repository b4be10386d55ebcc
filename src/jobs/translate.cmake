# Compiles the Chinese texts after checking that they are complete:
#   cmake -DLUPDATE= -DLRELEASE= -DSOURCES= -DTS= -DQM= -P translate.cmake
# Works on a copy, so a build never changes the source tree. To add new texts to the .ts file:
#   lupdate -no-obsolete -locations none src -ts src/tuban_zh_CN.ts

set(copy "${QM}.ts")
configure_file("${TS}" "${copy}" COPYONLY)
execute_process(
    COMMAND "${LUPDATE}" -silent -no-obsolete -locations none "${SOURCES}" -ts "${copy}"
    RESULT_VARIABLE failed ERROR_VARIABLE said)
if(failed)
    message(FATAL_ERROR "lupdate failed: ${said}")
endif()
file(READ "${copy}" texts)
string(REGEX MATCHALL "<source>[^<]*</source>[^<]*<translation type=\"unfinished\"" missing "${texts}")
if(missing)
    string(REPLACE ";" "\n" missing "${missing}")
    message(FATAL_ERROR "Chinese texts are missing in ${TS} for:\n${missing}")
endif()
execute_process(
    COMMAND "${LRELEASE}" -silent "${copy}" -qm "${QM}"
    RESULT_VARIABLE failed ERROR_VARIABLE said)
if(failed)
    message(FATAL_ERROR "lrelease failed: ${said}")
endif()
