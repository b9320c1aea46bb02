"""The embedded PostgreSQL starts without preparation, is found by later commands, and recovers from every kill."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest

from kototori.development.embedded_postgres import Cluster, EmbeddedPostgresError


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path / "postgres", durable=False, settings={"fsync": "off"})
    yield cluster
    cluster.stop()


def _server(cluster: Cluster) -> psutil.Process:
    return psutil.Process(int((cluster.data / "postmaster.pid").read_text().splitlines()[0]))


def _write_row(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (id int)")
        connection.execute("INSERT INTO kept VALUES (1)")


def _rows(url: str) -> int:
    with psycopg.connect(url) as connection:
        return len(connection.execute("SELECT * FROM kept").fetchall())


def test_data_survive_a_stop(cluster: Cluster) -> None:
    _write_row(cluster.ensure_running())
    cluster.stop()

    assert _rows(cluster.ensure_running()) == 1


def test_data_survive_a_killed_server(cluster: Cluster) -> None:
    _write_row(cluster.ensure_running())
    _server(cluster).kill()

    assert _rows(cluster.ensure_running()) == 1


def test_second_start_finds_the_running_server(cluster: Cluster) -> None:
    cluster.ensure_running()
    first = _server(cluster).pid
    cluster.ensure_running()

    assert _server(cluster).pid == first


def test_stale_process_id_of_another_program_is_no_server(cluster: Cluster) -> None:
    cluster.ensure_running()
    lines = (cluster.data / "postmaster.pid").read_text()
    cluster.stop()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        number = lines.splitlines()[0]
        (cluster.data / "postmaster.pid").write_text(lines.replace(number, str(other.pid), 1))
        cluster.ensure_running()

        assert _server(cluster).pid != other.pid
        assert other.poll() is None


def test_incomplete_data_folder_is_created_again(cluster: Cluster) -> None:
    unfinished = cluster.data.with_name("postgres.unfinished")
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18\n")

    cluster.ensure_running()

    assert cluster.is_running()


def test_deleted_data_folder_of_a_running_server_is_created_again(cluster: Cluster) -> None:
    cluster.ensure_running()
    old = _server(cluster)
    shutil.rmtree(cluster.data)

    cluster.ensure_running()

    assert cluster.is_running()
    assert not old.is_running() or old.status() == psutil.STATUS_ZOMBIE


def test_simultaneous_starts_share_one_server(cluster: Cluster) -> None:
    with ThreadPoolExecutor(4) as pool:
        urls = set(pool.map(lambda _: cluster.ensure_running(), range(4)))

    assert len(urls) == 1


def test_path_too_long_for_a_socket_works(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / ("long" * 40) / "postgres", durable=False)
    try:
        with psycopg.connect(cluster.ensure_running()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        cluster.stop()


def test_stop_without_a_server_returns_false(cluster: Cluster) -> None:
    assert cluster.stop() is False


def test_server_listens_on_the_socket_only(cluster: Cluster) -> None:
    with psycopg.connect(cluster.ensure_running()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_cluster_of_another_version_is_refused(cluster: Cluster) -> None:
    cluster.ensure_running()
    cluster.stop()
    (cluster.data / "PG_VERSION").write_text("16\n")

    with pytest.raises(EmbeddedPostgresError, match="is of PostgreSQL 16"):
        cluster.ensure_running()


def test_folder_with_other_files_is_refused_and_not_changed(cluster: Cluster) -> None:
    cluster.data.mkdir(parents=True)
    (cluster.data / "letters.txt").write_text("dear diary")

    with pytest.raises(EmbeddedPostgresError, match="move it away"):
        cluster.ensure_running()
    assert (cluster.data / "letters.txt").exists()
