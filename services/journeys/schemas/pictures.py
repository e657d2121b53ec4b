"""What is asked of the map as a picture."""

from chassis.web import Id, LanguageField, Strict


class MapQuery(Strict):
    """For whom the map is drawn, and in which language."""

    persona = Id(metadata={"description": "Only the feelings of this persona."})
    lang = LanguageField(
        metadata={"description": "Which language of the journey; the reader's if left out."}
    )
