// The functions of one algorithm, which libcrypto calls deprecated: its general ones look the algorithm up and allocate,
// which for a short text takes several times as long as hashing it.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "CDigest.h"

#include <openssl/sha.h>
#include <stdlib.h>

struct docket_sha256 {
    SHA256_CTX context;
};

docket_sha256 *docket_sha256_create(void) {
    docket_sha256 *state = malloc(sizeof *state);
    if (!state || SHA256_Init(&state->context) != 1) abort();
    return state;
}

void docket_sha256_update(docket_sha256 *state, const void *bytes, size_t length) {
    if (SHA256_Update(&state->context, bytes, length) != 1) abort();
}

void docket_sha256_finish(docket_sha256 *state, uint8_t *digest) {
    if (SHA256_Final(digest, &state->context) != 1) abort();
    free(state);
}

void docket_sha256_of(const void *bytes, size_t length, uint8_t *digest) {
    SHA256_CTX context;
    if (SHA256_Init(&context) != 1 || SHA256_Update(&context, bytes, length) != 1 ||
        SHA256_Final(digest, &context) != 1) {
        abort();
    }
}
