#ifndef CUTF8PROC_H
#define CUTF8PROC_H

#include <stdbool.h>
#include <stdint.h>

/// What the pinned Unicode table of libutf8proc says of one scalar value.
typedef struct {
    /// General category, as a `CUTF8ProcCategory`.
    uint8_t category;
    /// Cells, 0 to 2, before DocketText's own corrections.
    uint8_t width;
    /// Grapheme boundary class, as a `CUTF8ProcBoundary`, `CUTF8PROC_BOUNDARY_OTHER` for those not named here.
    uint8_t boundary;
    /// Canonical combining class; 9 is a virama.
    uint8_t combining_class;
    /// Default_Ignorable_Code_Point.
    bool is_ignorable;
} CUTF8ProcScalar;

typedef enum {
    CUTF8PROC_CATEGORY_CN = 0,
    CUTF8PROC_CATEGORY_LU = 1,
    CUTF8PROC_CATEGORY_LL = 2,
    CUTF8PROC_CATEGORY_LT = 3,
    CUTF8PROC_CATEGORY_LM = 4,
    CUTF8PROC_CATEGORY_LO = 5,
    CUTF8PROC_CATEGORY_MN = 6,
    CUTF8PROC_CATEGORY_MC = 7,
    CUTF8PROC_CATEGORY_ME = 8,
    CUTF8PROC_CATEGORY_ND = 9,
    CUTF8PROC_CATEGORY_NL = 10,
    CUTF8PROC_CATEGORY_NO = 11,
    CUTF8PROC_CATEGORY_PC = 12,
    CUTF8PROC_CATEGORY_PD = 13,
    CUTF8PROC_CATEGORY_PS = 14,
    CUTF8PROC_CATEGORY_PE = 15,
    CUTF8PROC_CATEGORY_PI = 16,
    CUTF8PROC_CATEGORY_PF = 17,
    CUTF8PROC_CATEGORY_PO = 18,
    CUTF8PROC_CATEGORY_SM = 19,
    CUTF8PROC_CATEGORY_SC = 20,
    CUTF8PROC_CATEGORY_SK = 21,
    CUTF8PROC_CATEGORY_SO = 22,
    CUTF8PROC_CATEGORY_ZS = 23,
    CUTF8PROC_CATEGORY_ZL = 24,
    CUTF8PROC_CATEGORY_ZP = 25,
    CUTF8PROC_CATEGORY_CC = 26,
    CUTF8PROC_CATEGORY_CF = 27,
    CUTF8PROC_CATEGORY_CS = 28,
    CUTF8PROC_CATEGORY_CO = 29,
} CUTF8ProcCategory;

typedef enum {
    CUTF8PROC_BOUNDARY_OTHER = 0,
    CUTF8PROC_BOUNDARY_JAMO_TAIL,
    CUTF8PROC_BOUNDARY_REGIONAL_INDICATOR,
    CUTF8PROC_BOUNDARY_PICTOGRAPHIC,
} CUTF8ProcBoundary;

/// The properties of any value up to 0x10FFFF; those beyond are unassigned.
CUTF8ProcScalar cutf8proc_scalar(uint32_t value);

#endif
