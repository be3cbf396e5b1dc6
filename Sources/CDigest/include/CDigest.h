#ifndef DOCKET_CDIGEST_H
#define DOCKET_CDIGEST_H

#include <stddef.h>
#include <stdint.h>

/// An incremental SHA-256 (libcrypto's, which uses the processor's SHA instructions).
typedef struct docket_sha256 docket_sha256;

docket_sha256 *docket_sha256_create(void);
void docket_sha256_update(docket_sha256 *state, const void *bytes, size_t length);
/// Writes 32 bytes and frees the state.
void docket_sha256_finish(docket_sha256 *state, uint8_t *digest);

/// One call over one buffer; writes 32 bytes.
void docket_sha256_of(const void *bytes, size_t length, uint8_t *digest);

#endif
