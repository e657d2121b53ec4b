import csv
import io
from pathlib import Path

import pytest

from samskab.imports.language import guessed
from samskab.imports.polis_files import conversations
from samskab.imports.progress import Progress
from samskab.imports.rejects import Reject, write
from samskab.imports.rows import NotTaken, rows

DATA = Path(__file__).parent / "data" / "polis"


def exported(name="skolevej"):
    return next(each for each in conversations([DATA]) if each.name == name)


def test_every_row_is_taken_or_named_with_its_line_and_reason():
    read = exported()
    assert (read.comments_read, read.votes_read) == (14, 24)
    assert len(read.comments) + len(read.votes) + len(read.rejects) == 14 + 24
    lines = [(r.file.split(".")[1], r.line) for r in read.rejects]
    assert lines == [
        *(("comments", line) for line in (8, 10, 14, 15, 16, 18)),
        *(("votes", line) for line in (22, 23, 24, 25)),
    ]


def test_what_looks_like_a_cpr_number_is_repeated_nowhere():
    read = exported()
    assert "CPR" in next(r for r in read.rejects if r.line == 10).reason
    assert "9996" not in repr(read)


def test_quotes_lines_and_letters_come_through_whole():
    texts = {comment.id: comment.text for comment in exported().comments}
    assert (
        texts["2"] == 'Skiltet siger "Kør forsigtigt",\nmen ingen kører forsigtigt.\n\nSæt et bump.'
    )
    assert texts["7"].startswith("نحتاج")
    assert texts["8"].startswith("🚸 Ærø")
    assert exported().description.endswith('Skriv "kort".')


def test_each_voters_last_vote_counts_and_the_files_order_at_one_instant():
    tallies = exported().tallies()
    assert tallies["0"] == {"agree": 3, "disagree": 0, "pass": 1}
    assert tallies["2"] == {"agree": 1, "disagree": 2, "pass": 1}


def test_votes_at_one_instant_are_told_apart_in_the_files_order():
    votes = exported().votes
    assert len({(v.comment, v.voter, v.at) for v in votes}) == len(votes)
    both = [
        (v.line, v.stance, v.at.microsecond) for v in votes if (v.comment, v.voter) == ("2", "1")
    ]
    assert both == [(10, "agree", 0), (11, "disagree", 1000)]


def test_a_conversation_needs_neither_votes_nor_summary():
    read = exported("legeplads")
    assert (read.topic, len(read.comments), read.votes, read.rejects) == ("legeplads", 3, [], [])


def test_folders_without_an_export_are_refused(tmp_path):
    with pytest.raises(NotTaken, match=r"No \*\.comments\.csv"):
        conversations([tmp_path])
    (tmp_path / "x.comments.csv").write_text("timestamp,comment-id\n")
    with pytest.raises(NotTaken, match="no column named author-id, moderated, comment-body"):
        conversations([tmp_path])


def test_rows_that_are_odd_are_named_and_the_next_ones_read():
    text = f"a,b\n{'x' * 100_001},b\n{'c,' * 60}\ngood,row\n"
    found = [(row.line, bool(row.fault)) for row in rows(text)]
    assert found == [(1, False), (2, True), (3, True), (4, False)]


def test_rejects_open_in_excel_and_hold_no_formula(tmp_path):
    path = write(tmp_path, "fest", [Reject("=cmd|'.csv", 3, "@SUM(1)"), Reject("a.csv", 2, "æ;ø")])
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert read == [
        ["file", "line", "reason"],
        ["'=cmd|'.csv", "3", "'@SUM(1)"],
        ["a.csv", "2", "æ;ø"],
    ]


def test_without_rejects_an_older_file_of_ours_goes_and_no_other(tmp_path):
    write(tmp_path, "fest", [Reject("a.csv", 2, "odd")])
    (tmp_path / "mine.rejects.csv").write_text("something else")
    for name in ("fest", "mine", "none"):
        assert write(tmp_path, name, []) is None
    assert [path.name for path in tmp_path.iterdir()] == ["mine.rejects.csv"]


def test_progress_is_a_line_for_every_tenth_where_nobody_watches():
    out = io.StringIO()
    with Progress("ideas", 200, out) as progress:
        for _ in range(200):
            progress.step()
    lines = out.getvalue().splitlines()
    assert len(lines) == 11
    assert lines[-1] == "ideas: 200 of 200 (100%)"


def test_progress_is_a_bar_on_a_terminal():
    out = io.StringIO()
    out.isatty = lambda: True
    with Progress("ideas", 2, out) as progress:
        progress.step(2)
    assert "\r" in out.getvalue()
    assert out.getvalue().endswith("100% 2 of 2 \n")


def test_nothing_to_do_is_done():
    out = io.StringIO()
    Progress("votes", 0, out)
    assert out.getvalue() == "votes: 0 of 0 (100%)\n"


def test_the_language_is_guessed_from_common_words():
    assert guessed((comment.text for comment in exported().comments), "en") == "da"
    assert guessed(["Das ist nicht die Straße, die wir kennen."], "da") == "de"
    assert guessed(["Det er ikke den vej, vi kender."], "en") == "da"
    assert guessed(["…"], "en") == "en"
