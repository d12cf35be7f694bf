"""The framework of another network, for tests: one language, three themes, a scale from 1 to 4."""

from __future__ import annotations

from pathlib import Path

STRUCTURE = """\
id = "alpen"
version = "0.1"
languages = ["de"]

[scale]
minimum = 1
maximum = 4
not_applicable = "KA"
anchors = [1, 4]

[rules]
min_answered_share = "1/2"
evidence_from = 4
evidence_max_chars = 100
established = 3
priority = 2

[identity]
texts = ["purpose"]

[[partners]]
id = "A"
country = "AT"
language = "de"
aliases = ["Wien"]

[[partners]]
id = "B"
country = "SI"
language = "sl"

[[themes]]
id = "water"
weight = 0.5

[[themes]]
id = "wood"
weight = 2

[[themes]]
id = "way"

[[criteria]]
id = "water.springs"
theme = "water"
weight = 3

[[criteria]]
id = "wood.trade"
theme = "wood"

[[criteria]]
id = "way.bus"
theme = "way"

[[criteria]]
id = "water.mills"
theme = "water"

[[respondent_fields]]
id = "partner_id"
kind = "choice"
required = true
scope = "respondent"
values_from = "partners"

[[respondent_fields]]
id = "respondent_id"
kind = "text"
required = true
scope = "respondent"

[[theme_fields]]
id = "sure"
kind = "score"
required = false
scope = "partner"
values = [1, 2]
"""

WORDING = """\
name = "Alpen"
title = "Alpen und Wege"
not_applicable_words = ["KA", "keine Angabe"]

[partners]
A = {name = "Stadt Wien", short = "Wien"}
B = {name = "Občina Žalec", short = "Žalec"}

[themes]
water = {label = "Wasser", short = "Wasser", long = "Wasser", sheet = "Wasser"}
wood = {label = "Holz", short = "Holz", long = "Holz", sheet = "Holz", help = "Auch Altholz."}
way = {label = "Weg", short = "Weg", long = "Weg", sheet = "Weg"}

[criteria]
water.springs = {label = "Quellen", question = "Quellen?", anchor_1 = "keine", anchor_4 = "alle"}
water.mills = {label = "Mühlen", question = "Mühlen?", anchor_1 = "keine", anchor_4 = "alle"}
wood.trade = {label = "Handel", question = "Handel?", anchor_1 = "keiner", anchor_4 = "viel"}
way.bus = {label = "Bus", question = "Bus?", anchor_1 = "keiner", anchor_4 = "oft"}

[scale]
rule = "Im Zweifel die niedrigere."
not_applicable = "KA: nicht zuständig."

[scale.resource]
1 = {label = "nichts", detail = "Nichts."}
2 = {label = "etwas", detail = "Etwas."}
3 = {label = "vieles", detail = "Vieles."}
4 = {label = "alles", detail = "Alles."}

[scale.need]
1 = {label = "keiner", detail = "Keiner."}
2 = {label = "kleiner", detail = "Kleiner."}
3 = {label = "großer", detail = "Großer."}
4 = {label = "dringender", detail = "Dringender."}

[prompts]
resource = {label = "Stärke", title = "Stärke", message = "1 bis 4", question = "Wie stark?"}
need = {label = "Bedarf", title = "Bedarf", message = "1 bis 4", question = "Wie dringend?"}
evidence = {label = "Beleg", title = "Beleg", message = "Eine Quelle."}
invalid = {title = "Unbekannt", message = "1 bis 4 oder KA."}

[theme_fields]
sure = {label = "Sicher?", title = "Sicher?", message = "1 oder 2", levels = {1 = "ja", 2 = "nein"}}

[sheets]
identity = "Wer"
read_me = "Wie"
lists = "Listen"

[headings]
criterion = "Kriterium"
question = "Frage"
anchor_1 = "1 heißt"
anchor_4 = "4 heißt"
required = "Pflicht"
optional = "frei"
yes = "Ja"
no = "Nein"

[identity]
title = "Alpen"
purpose = "Bis {deadline}, {minutes} Minuten."

[respondent_fields]
partner_id = {label = "Partner", guidance = "Schon ausgefüllt."}
respondent_id = {label = "Kürzel", guidance = "Kein Name."}
"""


PRACTICES = """\
[practices]
most = 3
texts = ["purpose"]

[[practice_form]]
id = "code"
kind = "text"
required = true
prefilled = true
scope = "practice"

[[practice_form]]
id = "name"
kind = "text"
required = true
scope = "practice"
max_chars = 40

[[practice_form]]
id = "area"
kind = "choice"
required = true
scope = "practice"
values_from = "themes"

[[practice_form]]
id = "about"
kind = "choice"
required = false
scope = "practice"
values_from = "criteria"
max_items = 2

[[vignettes]]
id = "water.low"
theme = "water"
criterion = "water.mills"
intended = 2
"""

PRACTICE_WORDS = """\
[sheets]
practices = "Beispiele"
good_practice = "Beispiel"
vignettes = "Fälle"

[practices]
purpose = "Bis zu {most} Beispiele."

[practice_form]
heading = "Beispiele"
guidance = "Was gelungen ist."

[practice_form.fields]
code = {label = "Nummer", guidance = "Schon ausgefüllt."}
name = {label = "Name", guidance = "Kurz."}
area = {label = "Gebiet", guidance = "Nur eines."}
about = {label = "Kriterien", guidance = "Zwei höchstens."}

[vignettes]
heading = "Erfundene Orte"
question = "Welche Stufe?"
guidance = "Keine Falle."
items.water.low = "Ort A: zwei Mühlen."
"""


def write_full_network(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the files of the network with practices and vignettes; the rest as below."""
    words = PRACTICE_WORDS.removeprefix("[sheets]\n")
    sheets, rest = words.split("\n\n", maxsplit=1)
    structure = ('[[partners]]\nid = "A"', f'{PRACTICES}\n[[partners]]\nid = "A"')
    folder = write_network(
        folder,
        structure,
        ("[sheets]\n", f"[sheets]\n{sheets}\n"),
        ("[headings]", f"{rest}\n[headings]"),
    )
    for old, new in changes:
        files = [one for one in folder.iterdir() if old in one.read_text(encoding="utf-8")]
        assert len(files) == 1, old
        text = files[0].read_text(encoding="utf-8").replace(old, new)
        files[0].write_text(text, encoding="utf-8", newline="\n")
    return folder


def write_network(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write the two files with some of their text replaced, and give their folder."""
    texts = {"framework.toml": STRUCTURE, "wording.de.toml": WORDING}
    for old, new in changes:
        assert sum(text.count(old) for text in texts.values()) == 1, old
        texts = {name: text.replace(old, new) for name, text in texts.items()}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder
