#include "CSignature.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <stdlib.h>
#include <string.h>

// libcrypto fails on sound input only where memory is out, or where it was built without the algorithm.
static void *required(void *pointer) {
    if (!pointer) abort();
    return pointer;
}

static EVP_PKEY *private_key_of(const uint8_t *bytes) {
    return required(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, bytes, docket_ed25519_key_size));
}

static EVP_PKEY *public_key_of(const uint8_t *bytes) {
    return required(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, bytes, docket_ed25519_key_size));
}

int docket_ed25519_generate(uint8_t *private_key) {
    int done = RAND_priv_bytes(private_key, docket_ed25519_key_size) == 1;
    if (!done) ERR_clear_error();
    return done;
}

void docket_ed25519_public(const uint8_t *private_key, uint8_t *public_key) {
    EVP_PKEY *key = private_key_of(private_key);
    size_t length = docket_ed25519_key_size;
    if (EVP_PKEY_get_raw_public_key(key, public_key, &length) != 1) abort();
    EVP_PKEY_free(key);
}

void docket_ed25519_sign(const uint8_t *private_key, const void *message, size_t length, uint8_t *signature) {
    EVP_PKEY *key = private_key_of(private_key);
    EVP_MD_CTX *context = required(EVP_MD_CTX_new());
    size_t size = docket_ed25519_signature_size;
    if (EVP_DigestSignInit(context, NULL, NULL, NULL, key) != 1) abort();
    if (EVP_DigestSign(context, signature, &size, message, length) != 1) abort();
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
}

int docket_ed25519_verify(
    const uint8_t *public_key, const void *message, size_t length, const uint8_t *signature) {
    EVP_PKEY *key = public_key_of(public_key);
    EVP_MD_CTX *context = required(EVP_MD_CTX_new());
    if (EVP_DigestVerifyInit(context, NULL, NULL, NULL, key) != 1) abort();
    int holds = EVP_DigestVerify(context, signature, docket_ed25519_signature_size, message, length) == 1;
    if (!holds) ERR_clear_error();
    EVP_MD_CTX_free(context);
    EVP_PKEY_free(key);
    return holds;
}

void docket_ed25519_public_der(const uint8_t *public_key, uint8_t *der) {
    EVP_PKEY *key = public_key_of(public_key);
    unsigned char *end = der;
    if (i2d_PUBKEY(key, NULL) != docket_ed25519_der_size) abort();
    if (i2d_PUBKEY(key, &end) != docket_ed25519_der_size) abort();
    EVP_PKEY_free(key);
}

static size_t taken_from(BIO *bio, uint8_t *pem) {
    char *bytes = NULL;
    long length = BIO_get_mem_data(bio, &bytes);
    if (length <= 0 || length > docket_ed25519_pem_size) abort();
    memcpy(pem, bytes, (size_t)length);
    BIO_free(bio);
    return (size_t)length;
}

size_t docket_ed25519_private_pem(const uint8_t *private_key, uint8_t *pem) {
    EVP_PKEY *key = private_key_of(private_key);
    BIO *bio = required(BIO_new(BIO_s_secmem()));
    if (PEM_write_bio_PKCS8PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL) != 1) abort();
    EVP_PKEY_free(key);
    return taken_from(bio, pem);
}

size_t docket_ed25519_public_pem(const uint8_t *public_key, uint8_t *pem) {
    EVP_PKEY *key = public_key_of(public_key);
    BIO *bio = required(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PUBKEY(bio, key) != 1) abort();
    EVP_PKEY_free(key);
    return taken_from(bio, pem);
}

// Without this libcrypto would ask on the terminal.
static int no_password(char *buffer, int size, int is_writing, void *context) {
    (void)buffer, (void)size, (void)is_writing, (void)context;
    return -1;
}

static docket_pem_result read_key(const void *pem, size_t length, uint8_t *bytes, int is_private) {
    if (length == 0 || length > INT_MAX) return docket_pem_unreadable;
    BIO *bio = required(BIO_new_mem_buf(pem, (int)length));
    EVP_PKEY *key = is_private ? PEM_read_bio_PrivateKey(bio, NULL, no_password, NULL)
                               : PEM_read_bio_PUBKEY(bio, NULL, no_password, NULL);
    BIO_free(bio);
    docket_pem_result result = docket_pem_unreadable;
    if (key) {
        size_t size = docket_ed25519_key_size;
        int is_ours = EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519;
        int done = is_ours
            && (is_private ? EVP_PKEY_get_raw_private_key(key, bytes, &size)
                           : EVP_PKEY_get_raw_public_key(key, bytes, &size)) == 1;
        result = done && size == docket_ed25519_key_size ? docket_pem_read : docket_pem_other_key;
        EVP_PKEY_free(key);
    }
    ERR_clear_error();
    return result;
}

docket_pem_result docket_ed25519_read_private(const void *pem, size_t length, uint8_t *private_key) {
    return read_key(pem, length, private_key, 1);
}

docket_pem_result docket_ed25519_read_public(const void *pem, size_t length, uint8_t *public_key) {
    return read_key(pem, length, public_key, 0);
}
