"""The words by which speech is reported: its verbs, who may be their subject, and what stands between the two."""

from __future__ import annotations

# Stands for a whole quotation among the words around it.
QUOTE = "\N{OBJECT REPLACEMENT CHARACTER}"

# Reporting verbs. The first group may stand before its subject ("said Trump").
INVERTIBLE = frozenset(
    "said says say added adds wrote writes explained explains told tells asked asks replied noted notes stated claimed"
    " announced warned argued argues insisted concluded tweeted recalled continued"
    " warns insists concludes claims reiterated reiterates stresses stressed"
    " dijo afirmó aseguró declaró explicó señaló añadió dice asegura explica indicó advirtió preguntó contó comentó"
    " sostuvo reconoció denunció subrayó destacó manifestó insistió recordó criticó lamentó respondió reveló confirmó"
    " affirme déclaré déclare ajouté expliqué indiqué assure estime dit affirmé averti demandé raconte raconté souligne"
    " souligné rappelle rappelé reconnu confirmé précise précisé répond répondu estimé lancé prévenu insisté regretté"
    " dénoncé annoncé conclu poursuit"
    " disse afirmou declarou explicou acrescentou diz afirma perguntou alertou contou comentou garantiu sublinhou"
    " reconheceu confirmou revelou lamentou criticou insistiu defendeu respondeu conta defende garante anunciou"
    " sagte erklärte betonte warnte fragte sagt erklärt teilte kritisierte forderte meinte meint erzählte erzählt"
    " berichtete ergänzte behauptete bestätigte antwortete betont schrieb schreibt rief".split()
)
# These stand before their subject only right behind the quotation itself: "...", admitted the mayor.
INVERTIBLE_BEHIND_QUOTE = INVERTIBLE | frozenset(
    "answered answers acknowledged admitted agreed complained confirmed countered cried declared joked joined laughed"
    " objected observed pleaded predicted promised quipped remarked remembered responded responds reads shouted"
    " snapped suggested testified vowed whispered read recalls jokes remembers observes responded".split()
)
VERBS = INVERTIBLE | frozenset(
    "acknowledged acknowledges admitted admits advised alleged alleges allege announces argue asserted asserts believes"
    " believe cautioned claims claim confirmed confirms contends contended declared declares denied denies disclosed"
    " emphasized emphasised emphasize states state demanded demands advises agreed agrees"
    " determined estimated estimates estimate implied implies indicated informed insists instructed"
    " maintained maintains predicted predicts promised proclaimed proclaims pointed posits proposed recommended"
    " recommends rejected remarked repeated reported reports reiterated revealed responded shared specified stressed"
    " stresses suggested suggests suggest testified urged vowed warns warn cited accused calculated concludes"
    " answered answers objected observed observes"
    " complained complains countered joked jokes remembers recalls blamed blames praised praises criticized criticised"
    " criticizes criticises condemned condemns lamented laments boasted boasts expects forecasts called"
    " calls dubbed dubs described describes"
    " anunció anunciou annonce ruled found finds showed shows put puts".split()
)
# Verbs that report only beside a quotation: "Iraq asked the US to leave" tells an act.
BESIDE_QUOTE = frozenset(
    "answered answers joked jokes observed observes remembers complained asked asks replied responded repeated"
    " continued shared called calls dubbed dubs described describes cited".split()
)
# "ruled that", "put the damage at": without the other word they tell an act.
COMPLETED_BY = {
    **dict.fromkeys("ruled found finds showed shows".split(), "that"),
    **dict.fromkeys("put puts".split(), "at"),
}
INFINITIVES = frozenset("suggest say claim argue insist declare deny".split())
PASSIVE = frozenset("is are was were be been being gets got to widely so".split())
AUXILIARY = frozenset(
    "has have had also further previously later recently repeatedly then once still explicitly would will did does not"
    " never often even again first reportedly publicly already now just a ha almost today"
    " yesterday immediately subsequently initially consistently since both rightly continue continued ont avait hatte"
    " habe haben han había tinha haviam".split()
)
ROLES = frozenset(
    "officials official spokesman spokeswoman spokesperson minister ministers president premier pm ministry department"
    " government police prosecutors prosecutor researchers researcher scientists scientist experts"
    " expert doctors doctor"
    " authors author study studies report reports statement survey poll agency company court judge"
    " lawyers lawyer senator"
    " senators governor mayor paper newspaper analysts analyst economists critics campaigners authorities witnesses"
    " sources administration commission committee union organisation organization group investigators regulators leader"
    " director professor chief king pope ambassador secretary lawmakers republicans democrats residents blogger post"
    " trust foundation association company agency authority department firm resident residents neighbour neighbor"
    " president-elect complaint website article document documents data figures virologist epidemiologist bank"
    " council institute network"
    " portavoz presidente gobierno ministro porte-parole président gouvernement ministre sprecher sprecherin regierung"
    " minister porta-voz governo officers commander general mother father doctors teachers nurses unions".split()
)
# Somebody whom nobody names: "a farmer", "one woman".
UNNAMED = frozenset("a an one another the his her their its some many several two three".split())
SHARES = frozenset("quarter third half fifth majority minority number lot few percent".split())
PRONOUNS = frozenset("he she they it".split())
PERSONAL = frozenset("he she they".split())
DETERMINERS = frozenset(
    "the a an another each both l la dem den des der die das el los las un una le les une uma um"
    " his her their its this that these those our one some many several numerous most other".split()
)
NAME_LINKS = frozenset("für des of the for and on de du la al bin ibn van von der del da do & to".split())
ACCORDING = {
    "according": ("to",), "según": (), "selon": (), "laut": (), "segundo": (), "nach": ("angaben",),
    "acordo": ("com",), "acuerdo": ("con",), "d'après": (), "d’après": (),
}  # fmt: skip

SO_FAR_AS_TO = frozenset("went goes gone so far as to has had have".split())
# "asked whether it was safe" tells what was asked; "asked the US to leave" does not.
ASKED = frozenset("whether if why how what when where who".split())
WITH_OBJECT = frozenset("told tells asked asks".split())
ENDS_QUOTED = (QUOTE, ",", "-", "—", "–")
AFTER_SUBJECT = frozenset(
    "in on at of who during after before while when as last from with to this"
    " am im nach vor gegenüber bei en em na no à au lors durante hier ayer ontem gestern".split()
)
# A name behind one of these is a place or an object, not the subject.
NOT_BEFORE_SUBJECT = frozenset("in at from by with near into against about under over between like than".split())
HEAD_LINKS = frozenset("with of at from in who for on".split())

# "gave another explanation, telling reporters ...": the subject is that of the sentence.
PARTICIPLES = frozenset("telling saying stating arguing claiming warning insisting adding writing alleging".split())
# Nouns as well as verbs: behind one of these words they are nouns ("secretary of state", "new claims").
NOUNS_TOO = frozenset("state states claim claims report reports estimate estimates demand demands".split())
BEFORE_NOUN = DETERMINERS | frozenset(
    "of by in for from with on at and or new no any such more other about over under these those made all which".split()
)
# Behind such a noun stands what is said of it: "Modern estimates are lower", "two states have".
BEHIND_NOUN = frozenset("are is were was have has had of media led lower higher".split())
# "have argued for years": no words of theirs are told.
DISPUTES = frozenset("for over about with against".split())
# "did not say", "never alleged": nothing is reported. To not believe something is to say something.
DENYING = frozenset("not never cannot".split())
DENIABLE = VERBS - frozenset("believe believes agreed agrees".split())
