#include "CDigest.h"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <stdlib.h>

struct docket_sha256 {
    EVP_MD_CTX *context;
};

docket_sha256 *docket_sha256_create(void) {
    docket_sha256 *state = malloc(sizeof *state);
    if (!state) abort();
    state->context = EVP_MD_CTX_new();
    if (!state->context || EVP_DigestInit_ex(state->context, EVP_sha256(), NULL) != 1) abort();
    return state;
}

void docket_sha256_update(docket_sha256 *state, const void *bytes, size_t length) {
    if (EVP_DigestUpdate(state->context, bytes, length) != 1) abort();
}

void docket_sha256_finish(docket_sha256 *state, uint8_t *digest) {
    unsigned int length = 0;
    if (EVP_DigestFinal_ex(state->context, digest, &length) != 1 || length != 32) abort();
    EVP_MD_CTX_free(state->context);
    free(state);
}

void docket_sha256_of(const void *bytes, size_t length, uint8_t *digest) { SHA256(bytes, length, digest); }
