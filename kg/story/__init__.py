"""Stories: what the articles of a store tell of an actor or an event: who affirms it and who denies it, since when,
from how many independent sources, and where their numbers disagree."""

from __future__ import annotations

from kg.story.account import EventStory, Story, Voice, tell
from kg.story.rendering import STORY_FORMATS, render_story, show_figures

__all__ = ["STORY_FORMATS", "EventStory", "Story", "Voice", "render_story", "show_figures", "tell"]
