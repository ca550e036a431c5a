"""A workbook as Excel writes one, in XML of our own: theme colours, tints, indexed colours, shared and inline texts.

Cells are (value, style): a number, a text (shared), or ``Inline`` text. Styles are numbered as in ``FYLLNINGAR``.
"""

import io
import zipfile
from html import escape

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HUVUD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _hel(farg: str) -> str:
    return f'<patternFill patternType="solid"><fgColor {farg}/><bgColor indexed="64"/></patternFill>'


# By number: none, Excel's own grey, then theme and indexed colours, with and without tint.
FYLLNINGAR = [
    '<patternFill patternType="none"/>',
    '<patternFill patternType="gray125"/>',
    # 2: the theme's green (accent 6), 60 % lighter; 3: its gold (accent 4), 40 % lighter; 4: indexed red
    _hel('theme="9" tint="0.59999389629810485"'),
    _hel('theme="7" tint="0.39997558519241921"'),
    _hel('indexed="10"'),
    # 5: white, 25 % darker, which is grey; 6: the theme's green, 25 % darker; 7: automatic
    _hel('theme="0" tint="-0.249977111117893"'),
    _hel('theme="9" tint="-0.249977111117893"'),
    _hel('indexed="64"'),
]
GRON, GULD, ROD, GRA, MORKGRON, AUTO = 2, 3, 4, 5, 6, 7


class Inline(str):
    """A text written in its cell and not among the shared ones."""


def arbetsbok(
    rader: list[list], *, tema: str | None = None, kolumner: str = "", efter: str = "", radattribut=None
) -> bytes:
    """The workbook. ``tema`` is a clrScheme, ``kolumner`` and ``efter`` XML before and after the cells."""
    texter: list[str] = []
    celler = []
    for r, rad in enumerate(rader, start=1):
        xml = "".join(_cell(f"{_bokstav(k)}{r}", c, texter) for k, c in enumerate(rad) if c is not None)
        celler.append(f'<row r="{r}"{(radattribut or {}).get(r, "")}>{xml}</row>')
    delar = {
        "[Content_Types].xml": _TYPER,
        "_rels/.rels": _rels([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{HUVUD}<workbook {NS} xmlns:r="{RELS}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _rels(
            [
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("rId2", "styles", "styles.xml"),
                ("rId3", "sharedStrings", "sharedStrings.xml"),
                ("rId4", "theme", "theme/theme1.xml"),
            ]
        ),
        "xl/worksheets/sheet1.xml": f"{HUVUD}<worksheet {NS}>{kolumner}<sheetData>{''.join(celler)}</sheetData>"
        f"{efter}</worksheet>",
        "xl/sharedStrings.xml": f'{HUVUD}<sst {NS} count="{len(texter)}" uniqueCount="{len(texter)}">'
        + "".join(f'<si><t xml:space="preserve">{escape(t)}</t></si>' for t in texter)
        + "</sst>",
        "xl/styles.xml": _STILAR,
    }
    if tema:
        delar["xl/theme/theme1.xml"] = (
            f'{HUVUD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office">'
            f"<a:themeElements>{tema}</a:themeElements></a:theme>"
        )
    ut = io.BytesIO()
    with zipfile.ZipFile(ut, "w", zipfile.ZIP_DEFLATED) as arkiv:
        for namn, innehall in delar.items():
            arkiv.writestr(namn, innehall)
    return ut.getvalue()


def tema(**farger: str) -> str:
    """A clrScheme with the Office theme's colours but for those that are named."""
    office = {
        "dk1": "000000", "lt1": "FFFFFF", "dk2": "44546A", "lt2": "E7E6E6", "accent1": "4472C4", "accent2": "ED7D31",
        "accent3": "A5A5A5", "accent4": "FFC000", "accent5": "5B9BD5", "accent6": "70AD47", "hlink": "0563C1",
        "folHlink": "954F72",
    } | farger  # fmt: skip
    delar = "".join(
        f'<a:{n}><a:sysClr val="window" lastClr="{f}"/></a:{n}>'
        if n in ("dk1", "lt1")
        else f'<a:{n}><a:srgbClr val="{f}"/></a:{n}>'
        for n, f in office.items()
    )
    return f'<a:clrScheme name="Office">{delar}</a:clrScheme>'


def _bokstav(kolumn: int) -> str:
    return chr(65 + kolumn)


def _cell(plats: str, cell, texter: list[str]) -> str:
    varde, stil = cell if isinstance(cell, tuple) else (cell, 0)
    s = f' s="{stil}"' if stil else ""
    if varde is None:
        return f'<c r="{plats}"{s}/>'
    if isinstance(varde, Inline):
        return f'<c r="{plats}"{s} t="inlineStr"><is><t>{escape(varde)}</t></is></c>'
    if isinstance(varde, int):
        return f'<c r="{plats}"{s}><v>{varde}</v></c>'
    if varde not in texter:
        texter.append(varde)
    return f'<c r="{plats}"{s} t="s"><v>{texter.index(varde)}</v></c>'


def _rels(lankar: list[tuple[str, str, str]]) -> str:
    delar = "".join(f'<Relationship Id="{i}" Type="{RELS}/{typ}" Target="{mal}"/>' for i, typ, mal in lankar)
    ns = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HUVUD}<Relationships xmlns="{ns}">{delar}</Relationships>'


_M = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_TYPER = (
    f'{HUVUD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_M}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_M}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_M}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_M}.sharedStrings+xml"/>'
    '<Override PartName="/xl/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
    "</Types>"
)
_STILAR = (
    f'{HUVUD}<styleSheet {NS}><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    f'<fills count="{len(FYLLNINGAR)}">{"".join(f"<fill>{f}</fill>" for f in FYLLNINGAR)}</fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(FYLLNINGAR)}">'
    + "".join(
        f'<xf numFmtId="0" fontId="0" fillId="{i}" borderId="0" xfId="0" applyFill="1"/>'
        for i in range(len(FYLLNINGAR))
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
