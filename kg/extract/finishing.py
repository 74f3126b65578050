"""Drafts → facts: words become nodes, first persons the speaker, duplicates one fact, and every fact gets its id."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.drafts import Draft
from kg.extract.holders import is_function, person_of, persons_of
from kg.extract.phrases import Phraser
from kg.extract.speech import Paragraph
from kg.extract.tree import Word
from kg.extract.words import grammar, is_vague
from kg.facts import Argument, Attribution, Fact, Node, Provenance, Span
from kg.iris import digest, fact_iri
from kg.lang.nouns import noun_types


def _sums_up(word: Word, draft: Draft) -> bool:
    """ "…, ce que le ministère a démenti": the sentence before is what is denied."""
    return word.text.lower() == "ce" and draft.cue in word.children and bool(draft.agents)


def _is_named(node: Node) -> bool:
    """Whether a node's text holds more than marks of punctuation, of which no entity could be made."""
    return any(c.isalnum() for c in node.text)


class Finisher:
    """Collects the drafts of a document and finishes them together, since speakers may stand in other paragraphs."""

    def __init__(self, document: str, lang: str):
        self._document = document
        self._lang = lang
        self._drafts: list[tuple[Draft, Paragraph, Phraser]] = []
        self._phrasers: dict[int, Phraser] = {}

    def add(self, paragraph: Paragraph, drafts: list[Draft], phraser: Phraser) -> None:
        for word in paragraph.tree.words:
            self._phrasers[word.start] = phraser
        self._drafts.extend((d, paragraph, phraser) for d in drafts)

    def finish(self) -> tuple[Fact, ...]:
        facts: dict[str, Fact] = {}
        said_by: dict[int, list[str]] = {}
        cues: dict[str, int] = {}
        for draft, paragraph, _ in self._drafts:
            fact = self._fact(draft, paragraph)
            if fact is None or fact.id in facts:
                continue
            facts[fact.id] = fact
            cues[fact.id] = draft.cue.start
            if draft.speaker_cue is not None:
                said_by.setdefault(draft.speaker_cue.start, []).append(fact.id)
        finished = []
        for fact in facts.values():
            content = tuple(i for i in said_by.get(cues[fact.id], ()) if i != fact.id)
            finished.append(replace(fact, content=content) if content else fact)
        return tuple(sorted(finished, key=lambda f: (f.provenance.cue.start_char, f.id)))

    def _node(self, word: Word) -> Node:
        """The node of a word; a function stands for the person whom the sentence names beside it."""
        phraser = self._phrasers[word.start]
        if is_function(word, self._lang) and (found := person_of(word, phraser, self._lang)):
            return phraser.node(found)
        return phraser.node(word)

    def _nodes(self, word: Word) -> list[Node]:
        """The node of a word; those of all persons whom the sentence names beside a function in the plural."""
        phraser = self._phrasers[word.start]
        if is_function(word, self._lang) and (found := person_of(word, phraser, self._lang)):
            return [phraser.node(w) for w in persons_of(word, found, phraser)]
        return [phraser.node(word)]

    def _side(self, speaker: Word) -> Node:
        """Whom a speaker means by "nous": the country or organisation that the text says the speaker serves, else the
        speaker."""
        name = self._node(speaker).text.split()[-1]
        for draft, _, _ in self._drafts:
            if draft.type == "HasRole" and draft.patients and self._node(draft.agents[0]).text.split()[-1] == name:
                body = draft.patients[0]
                mention = self._phrasers[body.start].mention(body)
                common = noun_types(self._lang).get(body.lemma) == "Organization" if mention is None else False
                if body.pos == "ADJ" or common or mention is not None and mention.type in {"Country", "Organization"}:
                    return self._node(body)
        return self._node(speaker)

    def _fillers(self, words: list[Word], draft: Draft) -> list[Node] | None:
        """Nodes of words; the first person is the speaker; None when one cannot be told."""
        nodes: list[Node] = []
        for word in words:
            person = word.morph.get("Person") if word.pos in {"PRON", "DET"} else None
            if word.text.lower() in grammar(self._lang)["determiners"]["possessive_first"]:
                person = "1"
            if word.pos == "PRON" and word.text.lower() in grammar(self._lang)["pronouns"]["second"]:
                person = "2"
            if person == "1":
                if not draft.speakers:
                    return None
                plural = word.morph.get("Number") == "Plur" or word.text.lower() in {"notre", "nos"}
                nodes.extend(self._side(s) if plural else self._node(s) for s in draft.speakers)
            elif person == "2":
                return None
            elif word.text.lower() in {"on", "-on"}:
                continue
            elif not _is_named(self._node(word)):
                return None
            elif is_vague(word, self._lang) or word.pos == "PRON" and self._node(word).text.lower() in {"un", "une"}:
                return None
            else:
                nodes.extend(n for n in self._nodes(word) if n not in nodes)
        return nodes

    def _fact(self, draft: Draft, paragraph: Paragraph) -> Fact | None:
        agents = self._fillers(draft.agents, draft)
        patients = self._fillers([w for w in draft.patients if not _sums_up(w, draft)], draft)
        if agents is None or patients is None or not (agents or patients):
            return None
        if draft.type == "Be" and [n.text for n in agents] == [n.text for n in patients]:
            return None
        speakers = self._fillers(draft.speakers, draft) or []
        if draft.speakers and not speakers:
            return None
        cue = draft.speaker_cue or draft.cue
        arguments: list[Argument] = []
        for role, filler, value, basis, mod in draft.roles:
            nodes = self._fillers([filler], draft) if isinstance(filler, Word) else [filler]
            arguments.extend(Argument(role, n, value, basis, mod) for n in nodes or ())
        evidence = self._evidence(draft)
        identity = digest(
            draft.type,
            evidence.start_char,
            evidence.end_char,
            draft.cue.start,
            *(n.text for n in agents),
            "→",
            *(n.text for n in patients),
        )
        repairs = tuple(sorted({paragraph.tree.repairs[w] for w in draft.evidence if w in paragraph.tree.repairs}))
        return Fact(
            id=fact_iri(self._document, draft.predicate, identity),
            type=draft.type,
            predicate=draft.predicate,
            agents=tuple(agents),
            patients=tuple(patients),
            arguments=tuple(dict.fromkeys(arguments)),
            attributions=tuple(Attribution(s, cue.span) for s in speakers),
            polarity=draft.polarity,
            modality=draft.modality,
            provenance=Provenance(evidence, draft.cue.span, draft.extractor, draft.rule, repairs),
        )

    def _evidence(self, draft: Draft) -> Span:
        """From the first to the last word of the fact that stands in the sentence of its cue."""
        phraser = self._phrasers[draft.cue.start]
        near = [
            w for w in draft.evidence if self._phrasers.get(w.start) is phraser and phraser.same_sentence(w, draft.cue)
        ]
        spans = [draft.cue.span, *(phraser.span(w) if w.pos in {"NOUN", "PROPN"} else w.span for w in near)]
        return Span(min(s.start_char for s in spans), max(s.end_char for s in spans))
