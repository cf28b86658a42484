"""Load: a folder of own catalogues that cannot be used stops the start."""

import pytest
from click.testing import CliRunner

from workers import domains
from workers.commands.domains import command
from workers.core.catalogue.file import CatalogueError


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CatalogueError) as error:
        domains.load(tmp_path / "mine")

    assert "mine: RECORDWIRE_DOMAINS_DIR: there is no such folder" in str(error.value)


def test_a_folder_without_catalogues_is_refused(tmp_path):
    with pytest.raises(CatalogueError, match=r"no \*\.toml in it"):
        domains.load(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "boats.toml").write_bytes(b"title = \xff")

    with pytest.raises(CatalogueError, match=r"boats\.toml: this file cannot be read"):
        domains.load(tmp_path)


def test_a_file_may_begin_with_a_byte_order_mark(tmp_path):
    heat = (domains.FOLDER / "heat.toml").read_bytes()
    (tmp_path / "mine.toml").write_bytes(b"\xef\xbb\xbf" + heat)

    assert domains.load(tmp_path).domains["mine"].title == "Heat"


def test_the_command_ends_with_status_2_and_says_which_folder(tmp_path):
    done = CliRunner().invoke(command, env={"RECORDWIRE_DOMAINS_DIR": str(tmp_path / "mine")})

    assert done.exit_code == 2
    assert "no such folder" in done.output


def test_a_check_that_finds_nothing_says_so():
    done = CliRunner().invoke(command, ["heat", "--check"])

    assert done.exit_code == 0
    assert "every example is read as it says" in done.output
