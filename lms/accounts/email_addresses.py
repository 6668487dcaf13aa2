"""Mail addresses as people type them and as they are kept."""

from email_validator import EmailNotValidError, validate_email

LENGTH = 254


def normalised(text: str) -> str | None:
    """Return the address in the one form it is kept in (lower case, ASCII domain), or None when it is no address."""
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    address = (found.ascii_email or found.normalized).lower()
    return address if len(address) <= LENGTH else None
