r"""The bytes of a key file: encrypted with a passphrase, authenticated together with what stands before.

    qualcode key of pseudonyms, 1\n   study (16)   memory KiB (4)   passes (2)   lanes (2)   salt (16)   nonce (12)   sealed

The key of the cipher (ChaCha20-Poly1305, RFC 8439) is derived with Argon2id (RFC 9106) from the passphrase in NFC, since
systems type accents differently: once, as it takes a while, so that the salt stays as long as the passphrase. The nonce is
new for each write. Everything before `sealed` is authenticated with it.
"""

import os
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import normalize

import msgspec

from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.privacy.key import Key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_TITLE = b"qualcode key of pseudonyms, "
_VERSION = b"1\n"
_HEAD = struct.Struct(">16sIHH16s12s")
_LARGEST = 1 << 20  # KiB of memory that a file may ask for: 1 GiB


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What guessing one passphrase costs: RFC 9106, section 4, second recommended option."""

    memory: int = 1 << 16
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """What was derived from a passphrase, with what it takes to derive it again. It never shows in a traceback."""

    derived: bytes = field(repr=False)
    salt: bytes
    cost: Cost

    @property
    def cipher(self) -> "ChaCha20Poly1305":
        """What encrypts and decrypts."""
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305  # noqa: PLC0415 - only commands that open a key need it

        return ChaCha20Poly1305(self.derived)


def seal_of(passphrase: str, salt: bytes | None = None, cost: Cost | None = None) -> Seal:
    """The seal that a passphrase makes; with a new salt unless one is given. Takes up to a second, on purpose."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - as above

    salt, cost = salt or os.urandom(16), cost or Cost()
    derivation = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory)
    return Seal(derived=derivation.derive(normalize("NFC", passphrase).encode()), salt=salt, cost=cost)


def sealed(key: Key, seal: Seal) -> bytes:
    """The key as the bytes of a file."""
    nonce, cost = os.urandom(12), seal.cost
    head = _TITLE + _VERSION
    head += _HEAD.pack(key.study.encode(), cost.memory, cost.passes, cost.lanes, seal.salt, nonce)
    return head + seal.cipher.encrypt(nonce, msgspec.json.encode(key), head)


def study_of(data: bytes, where: object) -> str:
    """The id of the study to which a key belongs. Raises QualcodeError when the bytes are no key."""
    return _read(data, where)[0]


def unseal(data: bytes, passphrase: str, where: object) -> tuple[Key, Seal]:
    """The key in a file, and its seal, to write it again.

    Raises QualcodeError for another passphrase, and for bytes that are not those written.
    """
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 - as above

    study, cost, salt, nonce, head, rest = _read(data, where)
    seal = seal_of(passphrase, salt, cost)
    try:
        key = msgspec.json.decode(seal.cipher.decrypt(nonce, rest, head), type=Key)
    except InvalidTag:
        raise QualcodeError(
            _("this passphrase does not open the key, or the file was changed."),
            where=where,
            advice=_("Type it again. If the file is damaged, bring back a copy: qualcode key import FILE."),
        ) from None
    except msgspec.MsgspecError:  # its words would quote the key
        raise _not_a_key(where) from None
    if key.study != study:
        raise _not_a_key(where)
    return key, seal


def _read(data: bytes, where: object) -> tuple[str, Cost, bytes, bytes, bytes, bytes]:
    start = len(_TITLE) + len(_VERSION)
    if data.startswith(_TITLE) and not data.startswith(_TITLE + _VERSION):
        raise QualcodeError(
            _("this key was written by a later version."),
            where=where,
            advice=_("Update qualcode; nothing was changed."),
        )
    end = start + _HEAD.size
    if not data.startswith(_TITLE) or len(data) < end:
        raise _not_a_key(where)
    study, memory, passes, lanes, salt, nonce = _HEAD.unpack(data[start:end])
    if not (8 * lanes <= memory <= _LARGEST and 1 <= passes <= 100 and lanes and study.isalnum()):  # noqa: PLR2004 - what Argon2 allows
        raise _not_a_key(where)
    return study.decode(), Cost(memory=memory, passes=passes, lanes=lanes), salt, nonce, data[:end], data[end:]


def _not_a_key(where: object) -> QualcodeError:
    return QualcodeError(
        _("this is not a key of pseudonyms, or it is damaged."),
        where=where,
        advice=_("Bring back a copy: qualcode key import FILE."),
    )
