from pathlib import Path

import pytest

from samskab.imports import sheet
from samskab.imports.rows import NotTaken

DATA = Path(__file__).parent / "data"
WORDS = "Titel;Tekst\nBænke på Ærø;Åh ja\n"


def read(path, kind="idea", language="da"):
    return sheet.read(path, kind, language)


def saved(tmp_path, raw):
    path = tmp_path / "post-its.csv"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return path


def test_a_workshops_table_is_read_row_by_row_with_an_error_each():
    found = read(DATA / "workshop-utf8.csv")
    assert [(note.line, note.fault.split(":")[0]) for note in found.notes] == [
        (2, ""),
        (3, ""),
        (5, ""),
        (6, ""),
        (8, "it looks as if it held a CPR number; its text is kept nowhere"),
        (9, "nothing is written here"),
        (10, "the type is none of"),
        (11, ""),
        (12, "the language is none that is known, such as da or en"),
        (13, "more cells than the header names"),
    ]
    assert found.unused == ["Bord"]
    assert "9996" not in repr(found)


def test_types_languages_and_titles_are_understood():
    first, second, third, fourth = read(DATA / "workshop-utf8.csv").notes[:4]
    assert (first.kind, first.language) == ("idea", "da")
    assert (second.kind, second.title) == ("resource", "Jeg kan låne en ladcykel ud hver tirsdag")
    assert second.body == "Jeg kan låne en ladcykel ud\nhver tirsdag"
    assert third.body == third.title == "Bænke"
    assert (fourth.language, fourth.body) == ("ar", "نحتاج إلى مقاعد في الظل")


def test_danish_excel_and_utf8_say_the_same():
    excel = [(n.title, n.body, n.kind) for n in read(DATA / "workshop-excel.csv").notes]
    utf8 = [
        (n.title, n.body, n.kind)
        for n in read(DATA / "workshop-utf8.csv").notes
        if n.language != "ar"
    ]
    assert excel == utf8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_every_usual_way_of_saving_is_read(tmp_path, encoding, delimiter):
    path = saved(tmp_path, WORDS.replace(";", delimiter).encode(encoding))
    (note,) = read(path).notes
    assert (note.title, note.body, note.line) == ("Bænke på Ærø", "Åh ja", 2)


def test_lines_of_two_encodings_are_each_read_in_their_own(tmp_path):
    raw = b"Tekst\n" + "Bænke\n".encode() + "Træer\n".encode("cp1252")
    assert [note.body for note in read(saved(tmp_path, raw)).notes] == ["Bænke", "Træer"]


def test_one_column_needs_no_header_and_may_hold_commas(tmp_path):
    path = saved(tmp_path, 'Bænke, og træer\n"Et ""rigtigt"" fortov; tak"\n\nMindre støj\n')
    bodies = ["Bænke, og træer", 'Et "rigtigt" fortov; tak', "Mindre støj"]
    assert [note.body for note in read(path).notes] == bodies


def test_several_columns_without_a_header_are_asked_for_one(tmp_path):
    with pytest.raises(NotTaken, match="no row that names them"):
        read(saved(tmp_path, "Bænke;Flere af dem\nTræer;Også\n"))


def test_what_excel_writes_above_everything_is_passed_over(tmp_path):
    (note,) = read(saved(tmp_path, f"sep=;\r\n{WORDS}")).notes
    assert (note.title, note.line) == ("Bænke på Ærø", 3)


@pytest.mark.parametrize(
    "number", ["251248-9996", "٢٥١٢٤٨-٩٩٩٦", "２５１２４８９９９６", "251248 9996"]
)
def test_a_number_of_a_person_is_found_in_any_digits_and_any_column(tmp_path, number):
    (note,) = read(saved(tmp_path, f"tekst;cpr\nRing til mig;{number}\n")).notes
    assert "CPR" in note.fault
    assert (note.title, note.body) == ("", "")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"PK\x03\x04...", "is a workbook"),
        (b"tekst\n\0\0\n", "is no text file"),
        (b"titel;tekst\n", "has no rows"),
        (b"", "has no rows"),
        (b"tekst;text\na;b\n", "More than one column could be the body"),
        (b"tekst\n" + b"a\n" * 5001, "5,001 rows; at most 5,000"),
        (b"a" * (5 * 1024 * 1024 + 1), "at most 5,242,880 are read"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_a_way_out(tmp_path, raw, why):
    with pytest.raises(NotTaken, match=why):
        read(saved(tmp_path, raw))


def test_a_file_that_is_not_there_is_said_to_be_so(tmp_path):
    with pytest.raises(NotTaken, match="No such file"):
        read(tmp_path / "nothing.csv")


def test_a_million_columns_are_one_fault(tmp_path):
    (_, note) = read(saved(tmp_path, "tekst\nfin\n" + ";" * 1_000_000 + "x\n")).notes
    assert note.fault == "more than 50 cells"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a\x1b[2Jb", "something in it is not a character"),
        ("x" * 10_001, "the text is longer than 10,000 characters"),
    ],
)
def test_odd_texts_are_faults_of_their_row(tmp_path, text, fault):
    assert read(saved(tmp_path, f"tekst\n{text}\n")).notes[0].fault == fault


def test_a_title_is_the_first_words_and_nothing_is_invented():
    assert sheet.heading("Kort nok") == "Kort nok"
    words = "Hvis man lukker vejen den ene time, kan alle børn cykle selv til skole om morgenen"
    assert sheet.heading(words) == f"{words[:73]}…"
    assert sheet.heading("x" * 81) == "x" * 79 + "…"
    assert len(sheet.heading("ord " * 50)) <= 80


def test_two_of_the_same_words_are_two_voices(tmp_path):
    notes = read(saved(tmp_path, "tekst\nBænke\nBænke\nTræer\n")).notes
    assert [nth for _, nth in sheet.numbered(notes)] == [0, 1, 0]
