"""Abbreviations in the places where they stand: none of them may cut a sentence, and a sentence may end in some."""

from collections.abc import Iterator

import pytest

from claims.detection import split

# A plain sentence before and after, as in a paragraph: alone, many a false cut would not show.
AROUND = {
    "en": ("The town lies on a river.", "It rained all day."),
    "de": ("Der Ort liegt am Fluss.", "Es regnete den ganzen Tag."),
    "fr": ("La ville est au bord d'un fleuve.", "Il a plu toute la journée."),
    "es": ("La ciudad está junto al río.", "Llovió todo el día."),
    "pt": ("A cidade fica junto ao rio.", "Choveu o dia todo."),
}
# In each frame every word is tried.
FRAMES = [
    (
        "en",
        ["The award went to {} Robert Hale on Monday.", "{} Robert Hale won the award."],
        (
            "Mr. Mrs. Ms. Dr. Prof. Gen. Sen. Rep. Gov. Lt. Col. Capt. Sgt. Maj. Adm. Rev. Hon. Pres. Fr. Msgr. Supt."
            " Det. Insp. Cmdr. Cpl. Pvt. Amb. Atty. Pte. Brig. Cllr. Sr. Mme. Mlle. Messrs. Drs."
        ),
    ),
    (
        "en",
        ["It ended on {} 22, 1997, after a long illness.", "On {} 22 it closed.", "The {} 22 vote was close."],
        "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec.",
    ),
    (
        "en",
        ["He was born in Springfield, {}, in 1954.", "Rep. John Small (R-{}) objected.", "He lives in Springfield, {}"],
        (
            "Ala. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Mass. Md. Mich. Minn. Miss. Mo. Mont."
            " Neb. Nev. N.C. N.D. N.H. N.J. N.M. N.Y. Okla. Ore. Pa. R.I. S.C. S.D. Tenn. Vt. Va. Wash. W.Va. Wis. Wyo."
        ),
    ),
    (
        "en",
        ["He sued Hartley {} and its owner.", "Hartley {}, which makes tyres, sued.", "She runs Hartley {}"],
        "Inc. Corp. Ltd. Co. Bros. L.P. S.A. N.V.",
    ),
    (
        "de",
        ["Den Preis erhielt {} Hans Keller am Montag.", "{} Hans Keller erhielt den Preis."],
        "Dr. Prof. Hr. Fr. St. Ing. Dipl.-Ing. Gen. Hptm. Pfr. Bgm. Abg. Min. Präs. Frhr. Kard. LAbg.",
    ),
    (
        "de",
        ["Er wurde am 22. {} 1997 geboren.", "Am 22. {} wird gewählt."],
        "Jan. Feb. Apr. Aug. Sept. Okt. Nov. Dez. Januar März Mai Oktober",
    ),
    ("de", ["Das {} Haus wurde verkauft."], "1. 2. 3. 10. 20. 100."),
    (
        "fr",
        ["Le prix revient à {} Jean Vidal ce lundi.", "{} Jean Vidal a reçu le prix."],
        "M. MM. Mme. Mlle. Dr. Pr. Mgr. St. Gén. Lt. Cdt. Prof.",
    ),
    ("fr", ["Il est né le 22 {} 1997 à Lyon."], "janv. févr. avr. juil. sept. oct. nov. déc."),
    (
        "es",
        ["El premio fue para el {} Juan Rivas el lunes.", "{} Juan Rivas ganó el premio."],
        (
            "Sr. Sra. Srta. Dr. Dra. D. Dña. Prof. Gral. Cnel. Cap. Lic. Ing. Arq. Mons. Fr. Sto. Sta. S. Pbro. Pdte."
            " Gob. Dip. Sen. Tte. Sgto. Cmdte. Hno."
        ),
    ),
    (
        "pt",
        ["O prémio foi para o {} João Rocha na segunda.", "{} João Rocha ganhou o prémio."],
        (
            "Sr. Sra. Srta. Dr. Dra. D. Prof. Profa. Eng. Arq. Gen. Cel. Cap. Ten. Sgt. Mons. Fr. Sto. Sta. S. Pe. Min."
            " Dep. Sen. Gov. Pres. Maj. Alm."
        ),
    ),
]
WHOLE = {
    "en": """\
U.S. Senator Ann Roe spoke.
The “U.S. model” failed.
It was in the U.S. Virgin Islands that he died.
The U.N. General Assembly met.
He was a member of the A.F.L. and later of the C.I.O.
The talks are in Washington, D.C.
He spoke to the D.C. Council in May.
Karen Stahl, M.D., and Jens Ott, Ph.D.
Martin Luther King Jr. Day is a holiday.
He met Robert F. Kennedy Jr.
Gen. Mark Kelly (Ret.) Jones spoke first.
“Who pays for it?” Levitsky wondered.
“Stop it!” Mr. Smith said on Monday.
In it, Norton wrote: “Nobody.”
Yahoo! Inc. was sold in 2017.
It was red, viz. blue or green, at the time.
Rt. Hon. Tom Roe spoke.
iPhone sales fell for the third straight quarter.
It weighs up to 9 kg.
He lives on Main St.
She asked, “Who is in charge?” and left.
"There was simply nothing left to look at."
Many of them had fallen ill.
1. Bathing in the river is forbidden.""",
    "de": "Das Urteil (Az. 4 K 211/18) ist rechtskräftig.\nSie sammelte Steine, Muscheln u. Ä.",
    "fr": "Elle chante sous la direction d'A. Toscanini.\nElle fut institutrice, libraire...",
    "es": "Vive en Sta. Cruz de Tenerife.\nTrabajó como maestra, librera...",
    "pt": "O Sp. Braga venceu.\nFoi professora, livreira...",
}
# Names of states, firms and people that end a sentence: what comes next shows it.
ENDS = [
    ("He downplayed the risk in the U.S.", "Former players objected."),
    ("They went from coast to coast in the U.S.", "Democrats tried to stop them."),
    ("The talks are in Washington, D.C.", "Proponents of the plan were glad."),
    ("He met Robert F. Kennedy Jr.", "Dozens of bills are stuck."),
    ("“Who pays for it?”", "Levitsky said that nobody would."),
    ("Signatories include Jens Ott, M.D.", "Coins were found as well."),
    ("L'affaire est allée jusqu'à la C.J.U.E.", "« Ça suffit ! » a lancé le président."),
    ("Mora em Santos, SP.", "Até hoje ninguém o ouviu."),
    ("La planta la explota Energía del Sur, S.L.", "¿Cómo se ha llegado hasta aquí?"),
]


def _sentences() -> Iterator[tuple[str, str]]:
    for language, frames, words in FRAMES:
        yield from ((language, frame.format(word)) for frame in frames for word in words.split())
    for language, lines in WHOLE.items():
        yield from ((language, line) for line in lines.splitlines())


def _cut(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


@pytest.mark.parametrize("language", AROUND)
def test_no_abbreviation_cuts_the_sentence_that_it_stands_in(language: str) -> None:
    before, after = AROUND[language]
    tried = [sentence for of, sentence in _sentences() if of == language]
    wrong = [one for one in tried if _cut(f"{before} {one} {after}", language) != [before, one, after]]
    assert tried
    assert not wrong


@pytest.mark.parametrize(("first", "second"), ENDS)
def test_a_sentence_may_end_in_an_abbreviation(first: str, second: str) -> None:
    language = "fr" if "«" in second else "es" if "¿" in second else "pt" if "é" in second else "en"
    assert _cut(f"{first} {second}", language) == [first, second]
