"""The server process reaches nothing but this machine."""

import ipaddress

import httpx


def test_the_server_looks_up_no_name_and_connects_to_nothing_outside(start_chat):
    with start_chat() as running:
        assert httpx.get(running.address).status_code == 200
        assert httpx.get(f"{running.address}/health").status_code == 200
    entries = [line.split(maxsplit=1) for line in running.journal.read_text().splitlines()]

    # The first look-up is the test's own: it shows that the journal is being written.
    assert entries[0] == ["socket.getaddrinfo", "localhost"]
    assert [entry for entry in entries[1:] if not _is_this_machine(entry[1])] == []


def _is_this_machine(host: str) -> bool:
    if host in {"localhost", "unix", "None"}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
