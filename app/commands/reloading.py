"""What a server does for its reload: has another started, hands over when that is ready, and ends in peace."""

from __future__ import annotations

import logging

from app.commands.connections import Door
from app.commands.succeeding import FINISH, READY, Line, Server, succeed, told_to_reload
from app.web.services import ModelState

log = logging.getLogger(__name__)
# For the answers under way where another process has taken over: nobody waits for that. A file to read takes thirty.
FINISH_SECONDS = 60
LINGER_SECONDS = 3  # for them at a stop, which is waited for; streams of events would otherwise never end


class Reloaded:
    """One server's part in it, as the one that goes, as the one that comes, or as both, one after the other."""

    def __init__(self, listening: int, door: Door, models: ModelState | None, starter: Line | None) -> None:
        """
        Args:
            listening: descriptor of the socket that is to be taken over.
            door: of this server; it hears when no more than what is in hand is to be answered.
            models: that must be there before this server takes over; None where it needs none.
            starter: the line to who started this one to take over; None where nobody did.
        """
        self.starter = starter
        self.successor: Server | None = None
        self.has_handed_over = False
        self._listening = listening
        self._door = door
        self._models = models
        self._was_ready = False

    def look(self) -> int | None:
        """To be called often. The seconds that answers under way may take when this server is to end; else None."""
        if self.starter is not None and self._is_dismissed(self.starter):
            return FINISH_SECONDS if self._door.is_last_call else LINGER_SECONDS
        # Told again while another one starts, it waits until that has failed, or for who stays behind.
        if self.starter is None and self.successor is None and told_to_reload():
            self._begin()
        if self.successor is not None and self._is_succeeded(self.successor):
            log.info("a new server takes over")
            self.has_handed_over = True
            self._door.is_last_call = True
            return FINISH_SECONDS
        return None

    def _begin(self) -> None:
        try:
            self.successor = succeed(self._listening)
        except OSError:
            log.exception("no new server can be started; this one goes on")

    def _is_succeeded(self, successor: Server) -> bool:
        heard = successor.line.hear()
        if heard == b"":
            log.error("the new server ended before it was ready; this one goes on")
            successor.wait()
            self.successor = None
        return heard == READY

    def _is_dismissed(self, starter: Line) -> bool:
        """Whether another is to take over from this one, or who started it has ended; says when this one is ready."""
        heard = starter.hear()
        if heard == FINISH:
            self._door.is_last_call = True
        models = self._models
        if not self._was_ready and (models is None or models.ready):
            self._was_ready = True
            starter.say(READY)
        return heard is not None or (models is not None and models.failed is not None and not self._was_ready)
