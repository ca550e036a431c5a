"""What every page of ours keeps to: a checker of HTML that returns the faults it finds as plain sentences."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

TOMMA = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
# Attributes whose value names ids of the same page.
ID_PEKARE = frozenset({
    "for", "form", "list", "headers", "popovertarget", "aria-activedescendant", "aria-controls",
    "aria-describedby", "aria-details", "aria-errormessage", "aria-labelledby", "aria-owns",
})  # fmt: skip
# Controls that a browser may find fault with in its own words and its own language.
FALT_MED_KRAV = frozenset({"text", "search", "email", "url", "tel", "password", "number", "date", "time", "file"})
MALLREST = re.compile(r"\{\{|\{%|\{#")


@dataclass
class Sida(HTMLParser):
    """Reads a page from its first tag to its last, and keeps the faults and what is judged at the end."""

    hel: bool
    fel: list[str] = field(default_factory=list)
    taggar: Counter = field(default_factory=Counter)
    idn: Counter = field(default_factory=Counter)
    pekare: list[tuple[str, str]] = field(default_factory=list)
    oppna: list[str] = field(default_factory=list)
    formular: dict | None = None
    titel: str = ""

    def __post_init__(self):
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag, attrs):
        self._start(tag, {namn: varde or "" for namn, varde in attrs})
        if tag not in TOMMA:
            self.oppna.append(tag)

    def handle_startendtag(self, tag, attrs):
        self._start(tag, {namn: varde or "" for namn, varde in attrs})

    def handle_endtag(self, tag):
        if not self.oppna or self.oppna[-1] != tag:
            self.fel.append(f"</{tag}> stänger inte det som är öppet: {' '.join(self.oppna[-3:])}")
            return
        self.oppna.pop()
        if tag == "form" and self.formular is not None:
            self._formular_slut()

    def handle_data(self, data):
        inuti = self.oppna[-1] if self.oppna else ""
        if inuti == "title" and "svg" not in self.oppna:
            self.titel += data
        if inuti == "script" and data.strip() and not self._script_ar_data:
            self.fel.append(f"<script> med kod i sidan: {data.strip()[:40]}")

    def _start(self, tag, attr):
        self.taggar[tag] += 1
        if "id" in attr:
            self.idn[attr["id"]] += 1
        for namn in ID_PEKARE & attr.keys():
            self.pekare += [(f"{tag} {namn}", i) for i in attr[namn].split()]
        self._otillatet(tag, attr)
        if tag == "script":
            self._script_ar_data = attr.get("type") == "application/json"
        elif tag == "html" and attr.get("lang") != "sv":
            self.fel.append('<html> utan lang="sv"')
        elif tag == "form":
            self.formular = {"attr": attr, "token": False, "falt": ""}
        elif tag == "input" and attr.get("name") == "csrfmiddlewaretoken" and self.formular:
            self.formular["token"] = True
        if self.formular and _har_krav(tag, attr):
            self.formular["falt"] = attr.get("name") or tag

    def _otillatet(self, tag, attr):
        for namn, varde in attr.items():
            if namn.startswith(("on", "hx-on")) and namn != "on":
                self.fel.append(f"<{tag}> med hanteraren {namn}")
            elif namn == "style":
                self.fel.append(f"<{tag}> med style")
            elif varde.strip().lower().startswith("javascript:"):
                self.fel.append(f"<{tag}> med {namn}=javascript:")
        adress = attr.get("src") or (attr.get("href", "") if tag == "link" else "")
        if re.match(r"(https?:)?//", adress):
            self.fel.append(f"<{tag}> hämtar från en annan webbplats: {adress}")
        if tag == "style":
            self.fel.append("<style> i sidan")
        if tag == "img" and "alt" not in attr:
            self.fel.append("<img> utan alt")
        if tag == "a" and not attr.get("href") and {"hx-get", "hx-post"} & attr.keys():
            self.fel.append("htmx-länk utan href")

    def _formular_slut(self):
        attr, token, falt = self.formular.values()
        self.formular = None
        if falt and "novalidate" not in attr:
            self.fel.append(f"formulär utan novalidate: webbläsaren svarar själv på {falt}")
        skickar = attr.get("method", "get").lower()
        if skickar == "post" and not token:
            self.fel.append(f"formulär utan csrf-token: {attr.get('action', 'utan adress')}")
        if "hx-post" in attr and skickar != "post":
            self.fel.append(f"htmx-formulär som inte fungerar utan htmx: {attr['hx-post']}")

    def avsluta(self):
        """What can be said only when all of it has been read."""
        self.close()
        self.fel += [f"<{tag}> stängs aldrig" for tag in self.oppna]
        self.fel += [f"id {i} finns {antal} gånger" for i, antal in self.idn.items() if antal > 1]
        if not self.hel:
            return
        self.fel += [f"{vad} pekar på {i}, som inte finns" for vad, i in self.pekare if i not in self.idn]
        if self.taggar["html"] != 1:
            self.fel.append("sidan har inte ett <html>")
        if self.taggar["h1"] != 1:
            self.fel.append(f"sidan har {self.taggar['h1']} h1")
        if not self.titel.strip():
            self.fel.append("sidan har ingen titel")


def _har_krav(tag: str, attr: dict) -> bool:
    """Whether a browser would itself complain about what is written, or not written, in this."""
    skrivs = tag == "textarea" or (tag == "input" and attr.get("type", "text") in FALT_MED_KRAV)
    return skrivs or (tag in ("input", "select") and "required" in attr)


def ar_hel_sida(html: str) -> bool:
    """Whether this is a whole page and not a part for htmx to put into one."""
    return html.lstrip()[:14].lower() == "<!doctype html"


def granska(html: str) -> list[str]:
    """The faults of a page, or of a part of one (whose references may point to the page it goes into)."""
    sida = Sida(hel=ar_hel_sida(html))
    sida.feed(html)
    sida.avsluta()
    return ([f"mallkod kvar: {m.group()}" for m in [MALLREST.search(html)] if m]) + sida.fel
