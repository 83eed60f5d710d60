"""Links to meetings are told from other links."""

from __future__ import annotations

import time

import pytest

from plugins.core.meetings import meeting_links


@pytest.mark.parametrize(
    "link",
    [
        "https://us02web.zoom.us/j/85212345678?pwd=abc.1",
        "https://zoom.us/my/ada.lovelace",
        "https://meet.google.com/abc-defg-hij",
        "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d",
        "https://teams.live.com/meet/9312345678",
        "https://example.webex.com/example/j.php?MTID=m123",
        "https://meet.jit.si/TideTalks",
        "https://whereby.com/tides",
        "https://bbb.example.org/b/ada-x7y-k2p",
        "https://meet.goto.com/123456789",
    ],
)
def test_links_to_meetings(link):
    """A link to a meeting is found inside a text, without the sign that ends the sentence."""
    assert meeting_links(f"Join us at {link}. See you! ({link})") == (link,)


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/meeting",
        "https://zoom.us/pricing",
        "https://example.zoom.us/webinar/register/WN_abc",
        "https://meet.google.com/",
        "https://www.meetup.com/tides/events/1",
        "https://example.org/b/leaflet",
        "https://www.microsoft.com/teams",
    ],
)
def test_other_links(link):
    """A page about a meeting, one to register, or one of the service itself is no link to a meeting."""
    assert meeting_links(f"See {link}") == ()


@pytest.mark.parametrize("text", ["https://" * 12_000, "https://" + "a." * 50_000, "https://a/b/" + "x" * 100_000])
def test_long_texts(text):
    """A text made to be slow is searched in good time."""
    before = time.process_time()
    meeting_links(text)
    assert time.process_time() - before < 1
