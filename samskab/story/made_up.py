"""What the people in the story say. All of it is made up, and says so."""

from typing import Any

Texts = list[dict[str, str]]


def texts(da: str, en: str) -> Texts:
    """Return a text in Danish, and in English as somebody translated it."""
    return [{"lang": "da", "text": da}, {"lang": "en", "text": en, "source": "human"}]


CALL: dict[str, Any] = {
    "title": texts("En tryg skolevej (eksempel)", "A safe way to school (example)"),
    "body": texts(
        "Opdigtet eksempel. Hvad ville gøre vejen til skole tryggere for jer?",
        "A made-up example. What would make your way to school safer?",
    ),
    "promise": texts(
        "Alle får svar inden fire uger.", "Everyone gets an answer within four weeks."
    ),
    "stances": "all",
}
BENCHES: dict[str, Any] = {
    "title": texts("Bænke langs skolevejen", "Benches along the way to school"),
    "body": texts(
        "Opdigtet eksempel. Min mor på 81 følger børnene i skole. Med to bænke kan hun nå det.",
        "A made-up example. My mother, 81, walks the children to school. "
        "With two benches she can make it.",
    ),
}
BRIDGE: dict[str, Any] = {
    "title": texts("En gangbro over ringvejen", "A footbridge over the ring road"),
    "body": texts(
        "Opdigtet eksempel. Byg en bro, så ingen børn skal over fire spor.",
        "A made-up example. Build a bridge, so that no child has to cross four lanes.",
    ),
}
NO_BRIDGE = texts(
    "Opdigtet svar. En bro koster mere end alle andre skoleveje tilsammen. Vi sætter i stedet et "
    "lyskryds op, hvor børnene krydser i dag.",
    "A made-up answer. A bridge costs more than all other ways to school together. Instead we "
    "put up traffic lights where the children cross today.",
)
NUMBER: dict[str, Any] = {
    "title": "Ring til min datter",
    "body": "Opdigtet eksempel. Hun hedder 251248-9996.",
    "language": "da",
}
"""With the number of Denmark's public test person."""
ANNA, OMAR, NEIGHBOURS = "anna", "omar", ("bodil", "carlos", "dina")
ADDRESS = "anna@example.org"
