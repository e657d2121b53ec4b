"""Our own sentences for what marshmallow and Werkzeug say, so that they can be translated."""

import re

from chassis.words import NAMES, Sentence, _

MARSHMALLOW = {
    "Missing data for required field.": _("This is missing."),
    "Unknown field.": _("This field is not known here."),
    "Field may not be null.": _("This must not be null."),
    "Invalid value.": _("This is not valid."),
    "Invalid input.": _("This is not valid."),
    "Invalid type.": _("This must be an object."),
    "Invalid input type.": _("This must be an object."),
    "Not a valid mapping type.": _("This must be an object."),
    "Not a valid list.": _("This must be a list."),
    "Not a valid tuple.": _("This must be a list."),
    "Not a valid string.": _("This must be a text."),
    "Not a valid utf-8 string.": _("This must be a text."),
    "Not a valid boolean.": _("This must be true or false."),
    "Not a valid integer.": _("This must be a whole number."),
    "Not a valid number.": _("This must be a number."),
    "Not a valid UUID.": _("This must be a UUID."),
    "Not a valid URL.": _("This must be a web address."),
    "Not a valid email address.": _("This must be an e-mail address."),
    "Number too large.": _("This number is too large."),
    "Special numeric values (nan or infinity) are not permitted.": _("This must be a number."),
    "Not a valid date.": _("This must be a date, such as 2026-03-01."),
    "Not a valid time.": _("This must be a time, such as 09:30."),
    "Not a valid {aware} datetime.": _(
        "This must be a date and time with its offset, such as 2026-03-01T09:30:00+01:00."
    ),
    "Not a valid datetime.": _(
        "This must be a date and time with its offset, such as 2026-03-01T09:30:00+01:00."
    ),
    "Not a valid {thing}.": _("This is not valid."),
    "Must be one of: {choices}.": _("This must be one of: {choices}."),
    "One or more of the choices you made was not in: {choices}.": _(
        "This must be one of: {choices}."
    ),
    "Length must be between {min} and {max}.": _("The length must be from {min} to {max}."),
    "Length must be {equal}.": _("The length must be {equal}."),
    "Longer than maximum length {max}.": _("This is too long; at most {max} fit in."),
    "Shorter than minimum length {min}.": _("This is too short; at least {min} are needed."),
    "Must be greater than or equal to {min} and less than or equal to {max}.": _(
        "This must be from {min} to {max}."
    ),
    "Must be greater than or equal to {min}.": _("This must be at least {min}."),
    "Must be less than or equal to {max}.": _("This must be at most {max}."),
    "Must be equal to {other}.": _("This must be {other}."),
    "String does not match expected pattern.": _("This is not written in the expected way."),
}

NOTHING_HERE = _("Not found"), _("There is nothing at this address.")
WERKZEUG = {
    400: (_("Not readable"), _("This request cannot be read.")),
    401: (_("Who is asking?"), _("Sign in, or send a key.")),
    403: (_("Not allowed"), _("You may not do this.")),
    404: NOTHING_HERE,
    405: (_("Not possible here"), _("This cannot be done at this address; `Allow` says what can.")),
    408: (_("Too slow"), _("The request took too long. Please try again.")),
    413: (_("Too large"), _("Please send at most {most} KB at a time.")),
    414: (_("Too large"), _("The address is too long.")),
    415: (_("Another format, please"), _("This format is not taken here.")),
    431: (_("Too large"), _("The headers are too large.")),
    503: (_("Back in a moment"), _("This is away for the moment. Please try again.")),
}
OURS = _("Our mistake"), _("Something went wrong on our side, and we have a note of it.")


def _pattern(template: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in NAMES.split(template)[::2]]
    names = NAMES.findall(template)
    filled = "".join(f"{p}(?P<{n}>.*)" for p, n in zip(parts, names, strict=False))
    return re.compile(filled + parts[-1], re.DOTALL)


PATTERNS = [(_pattern(theirs), ours) for theirs, ours in MARSHMALLOW.items()]


def ours(message: str) -> Sentence:
    """Return our sentence for a message of marshmallow's; any other message stays as it is."""
    if isinstance(message, Sentence):
        return message
    for pattern, sentence in PATTERNS:
        if found := pattern.fullmatch(message):
            return sentence.format(**found.groupdict())
    return Sentence(message)
