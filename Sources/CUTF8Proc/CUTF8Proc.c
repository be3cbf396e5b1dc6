#include "CUTF8Proc.h"

#include <utf8proc.h>

static uint8_t boundary_of(unsigned boundclass) {
    switch (boundclass) {
    case UTF8PROC_BOUNDCLASS_V:
    case UTF8PROC_BOUNDCLASS_T:
        return CUTF8PROC_BOUNDARY_JAMO_TAIL;
    case UTF8PROC_BOUNDCLASS_REGIONAL_INDICATOR:
        return CUTF8PROC_BOUNDARY_REGIONAL_INDICATOR;
    case UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC:
        return CUTF8PROC_BOUNDARY_PICTOGRAPHIC;
    default:
        return CUTF8PROC_BOUNDARY_OTHER;
    }
}

CUTF8ProcScalar cutf8proc_scalar(uint32_t value) {
    const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)value);
    CUTF8ProcScalar scalar = {
        .category = (uint8_t)property->category,
        .width = (uint8_t)property->charwidth,
        .boundary = boundary_of(property->boundclass),
        .combining_class = (uint8_t)property->combining_class,
        .is_ignorable = property->ignorable,
    };
    return scalar;
}
