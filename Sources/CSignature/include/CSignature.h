#ifndef DOCKET_CSIGNATURE_H
#define DOCKET_CSIGNATURE_H

#include <stddef.h>
#include <stdint.h>

/// Ed25519 (RFC 8032) through libcrypto. A private key is its 32 bytes of randomness, a public key its 32 bytes; a signature
/// has 64. Keys are kept as PEM: PKCS#8 and SubjectPublicKeyInfo (RFC 8410), as openssl reads and writes them.
enum {
    docket_ed25519_key_size = 32,
    docket_ed25519_signature_size = 64,
    docket_ed25519_der_size = 44,
    docket_ed25519_pem_size = 256,
};

/// What came of reading PEM.
typedef enum {
    docket_pem_read,
    /// There is no key of that sort in it, or it is encrypted.
    docket_pem_unreadable,
    /// A key of another algorithm.
    docket_pem_other_key,
} docket_pem_result;

/// Fills a private key from the system's randomness. 0 where there is none.
int docket_ed25519_generate(uint8_t *private_key);
/// The public key that belongs to a private one.
void docket_ed25519_public(const uint8_t *private_key, uint8_t *public_key);
void docket_ed25519_sign(const uint8_t *private_key, const void *message, size_t length, uint8_t *signature);
/// Whether the signature is by that key over that message.
int docket_ed25519_verify(
    const uint8_t *public_key, const void *message, size_t length, const uint8_t *signature);

/// A public key's SubjectPublicKeyInfo: writes 44 bytes.
void docket_ed25519_public_der(const uint8_t *public_key, uint8_t *der);
/// Writes at most docket_ed25519_pem_size bytes, without a zero at the end, and returns how many.
size_t docket_ed25519_private_pem(const uint8_t *private_key, uint8_t *pem);
size_t docket_ed25519_public_pem(const uint8_t *public_key, uint8_t *pem);
/// Text before the key is passed over. An encrypted key is unreadable; nothing ever asks for a password.
docket_pem_result docket_ed25519_read_private(const void *pem, size_t length, uint8_t *private_key);
docket_pem_result docket_ed25519_read_public(const void *pem, size_t length, uint8_t *public_key);

#endif
