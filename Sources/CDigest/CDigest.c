#include "CDigest.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <stdlib.h>

// Looking the algorithm up takes locks, and longer than hashing a short text: done once.
static EVP_MD *sha256;
// A context for each thread, freed when the thread ends.
static pthread_key_t contexts;
static pthread_once_t prepared = PTHREAD_ONCE_INIT;

static void drop(void *context) { EVP_MD_CTX_free(context); }

static void prepare(void) {
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    if (!sha256 || pthread_key_create(&contexts, drop) != 0) abort();
}

struct docket_sha256 {
    EVP_MD_CTX *context;
};

docket_sha256 *docket_sha256_create(void) {
    pthread_once(&prepared, prepare);
    docket_sha256 *state = malloc(sizeof *state);
    if (!state) abort();
    state->context = EVP_MD_CTX_new();
    if (!state->context || EVP_DigestInit_ex2(state->context, sha256, NULL) != 1) abort();
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

void docket_sha256_of(const void *bytes, size_t length, uint8_t *digest) {
    pthread_once(&prepared, prepare);
    EVP_MD_CTX *context = pthread_getspecific(contexts);
    if (!context) {
        context = EVP_MD_CTX_new();
        if (!context || pthread_setspecific(contexts, context) != 0) abort();
    }
    unsigned int size = 0;
    if (EVP_DigestInit_ex2(context, sha256, NULL) != 1 || EVP_DigestUpdate(context, bytes, length) != 1 ||
        EVP_DigestFinal_ex(context, digest, &size) != 1 || size != 32) {
        abort();
    }
}
