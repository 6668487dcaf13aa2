"""What a browser recorded, rebuilt from its sound alone: whatever else the file held (a place, a device, a name) is gone."""

import io
import wave
from array import array
from dataclasses import dataclass

from flask_babel import gettext as _

from lms.core.errors import DomainError

LONGEST = 10 * 60  # seconds
LARGEST = 12 * 1024 * 1024  # bytes of a whole request
RATES = range(8_000, 48_001)
SIXTEEN_BIT = 2


@dataclass(frozen=True)
class Sound:
    """A WAV file of our own making: one channel, 16 bit, nothing but sound."""

    content: bytes
    seconds: int


def rebuilt(sent: bytes) -> Sound:
    """Return the sound of a WAV file as a new one. Raises DomainError for anything that isn't plain PCM of bearable length."""
    try:
        with wave.open(io.BytesIO(sent)) as file:
            channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError, OverflowError, RuntimeError, ValueError) as error:
        raise _refusal(
            _("This isn't a recording we can read. Nothing was kept. Record here, or send a WAV file (PCM).")
        ) from error
    if channels not in {1, 2} or width != SIXTEEN_BIT or rate not in RATES:
        raise _refusal(
            _(
                "This WAV file is of an unusual kind. Nothing was kept. Save it as 16 bit, 8 to 48 kHz, and send it again."
            )
        )
    samples = array("h", frames[: len(frames) - len(frames) % (width * channels)])
    if channels == 2:
        samples = array("h", ((left + right) // 2 for left, right in zip(samples[::2], samples[1::2], strict=True)))
    if len(samples) < rate:
        raise _refusal(_("There is hardly anything to hear in this recording. Nothing was kept. Try once more."))
    if len(samples) > LONGEST * rate:
        raise _refusal(_("The recording is longer than ten minutes. Nothing was kept. Record a shorter one."))
    return Sound(_written(samples, rate), round(len(samples) / rate))


def _written(samples: "array[int]", rate: int) -> bytes:
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(SIXTEEN_BIT)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())
    return buffer.getvalue()


def _refusal(sentence: str) -> DomainError:
    return DomainError(sentence, field="recording", status=422)
