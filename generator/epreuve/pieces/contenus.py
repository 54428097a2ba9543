"""Documents without a format: what a pièce holds, laid out in blocks and rows that have names.

A mission builds these; `fabrication.rendu` writes them to files and computes no amount; the sweep hands them to the
solvers as they are. Values are typed (Decimal, date, int, str); rendering formats them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

Valeur = str | int | Decimal | date | datetime | None
Genre = Literal["texte", "nombre", "montant", "pourcentage", "date", "entier", "date_heure"]


@dataclass(frozen=True)
class Lieu:
    """A place in a pièce: its key, then sheet or block, row, and field (column or label). Empty: the whole of it."""

    piece: str
    bloc: str = ""
    ligne: str = ""
    champ: str = ""


@dataclass(frozen=True)
class Colonne:
    """A column: its heading as printed, the kind of its values (« montant » is € with two decimals), its relative width."""

    titre: str
    genre: Genre = "texte"
    largeur: int = 10


# --- Workbooks -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Feuille:
    """One table on one sheet: header row, then rows; `cle` is the index of the column that names a row."""

    nom: str
    colonnes: tuple[Colonne, ...]
    lignes: tuple[tuple[Valeur, ...], ...]
    cle: int = 0


@dataclass(frozen=True)
class Classeur:
    """A workbook: .xlsx."""

    feuilles: tuple[Feuille, ...]


# --- Pages of text and tables ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Titre:
    """A heading of level 1 to 3."""

    texte: str
    niveau: int = 1


@dataclass(frozen=True)
class Paragraphe:
    """A paragraph; `style`: normal, note (small), cite (quoted), manuscrit (handwriting), encadre (ruled box), and for the
    paper: fort (bold), fort_italique, italique, centre, droite (italics at the right: a source). In every text of a
    page, « **words** » are bold."""

    texte: str
    style: Literal["normal", "note", "cite", "manuscrit", "encadre", "fort", "fort_italique", "italique", "centre",
                   "droite"] = "normal"


@dataclass(frozen=True)
class Liste:
    """A bulleted or numbered list."""

    elements: tuple[str, ...]
    numerotee: bool = False


@dataclass(frozen=True)
class Tableau:
    """A ruled table with a name (its block), a header row, rows. `legende` is printed above when not empty."""

    nom: str
    colonnes: tuple[Colonne, ...]
    lignes: tuple[tuple[Valeur, ...], ...]
    legende: str = ""
    cle: int = 0


@dataclass(frozen=True)
class Dessin:
    """A picture made by the program: SVG text and its alternative text."""

    svg: str
    alt: str
    largeur_mm: int = 60


@dataclass(frozen=True)
class SautPage:
    """What follows begins a new page."""


@dataclass(frozen=True)
class Couverture:
    """The head of the paper's cover: centred lines in capitals, the title (heading of level 1) among them, then smaller lines."""

    avant: tuple[str, ...]
    titre: str
    apres: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A numbered question of the paper (« 3.1 », the verb in the infinitive, marks printed when given)."""

    numero: str
    texte: str
    points: Decimal | None = None


@dataclass(frozen=True)
class Encadre:
    """Blocks in a frame, with a title on top when given (« Travail à faire »)."""

    blocs: tuple[Bloc, ...]
    titre: str = ""


Bloc = Titre | Paragraphe | Liste | Tableau | Dessin | SautPage | Couverture | Question | Encadre


@dataclass(frozen=True)
class Page:
    """A laid-out document of the firm (procedure, note, technical sheet…): .pdf or .docx, in the charte of its issuer.

    `emetteur`: « firme » for the firm's charte, else the name printed at the head of a neutral page.
    """

    titre: str
    blocs: tuple[Bloc, ...]
    emetteur: str = "firme"
    reference: str = ""
    """Small print at the head: « PRO-04, version du 2 mars 2026 »."""


# --- Commercial documents --------------------------------------------------------------------------------------------

GenreDocument = Literal["devis", "commande", "bon_livraison", "facture", "avoir", "facture_acompte", "bon_reception",
                        "commande_fournisseur", "facture_fournisseur", "bon_retour"]


@dataclass(frozen=True)
class Partie:
    """A party of a document: name, address lines, identifiers as (label, value), legal line of the foot."""

    nom: str
    adresse: tuple[str, ...]
    identifiants: tuple[tuple[str, str], ...] = ()
    contact: tuple[tuple[str, str], ...] = ()
    mention_legale: str = ""
    code_postal: str = ""
    ville: str = ""
    siren: str = ""
    siret: str = ""
    tva: str = ""
    courriel: str = ""


@dataclass(frozen=True)
class LigneDocument:
    """A row of a commercial document. `montant` is HT, € ; `remise` in %; `quantite` ordered or billed, `livree` and
    `reliquat` on delivery and reception notes. `remarque` is printed under the label."""

    numero: int
    reference: str
    designation: str
    quantite: Decimal
    unite: str
    prix: Decimal | None = None
    remise: Decimal | None = None
    montant: Decimal | None = None
    tva: Decimal | None = None
    livree: Decimal | None = None
    reliquat: Decimal | None = None
    remarque: str = ""
    code_unite: str = "C62"


@dataclass(frozen=True)
class LigneTVA:
    """A row of the VAT table: rate (%), base and amount (€)."""

    taux: Decimal
    base: Decimal
    montant: Decimal


@dataclass(frozen=True)
class Champ:
    """A labelled value outside the table of lines: `code` is its stable name, `libelle` what is printed."""

    code: str
    libelle: str
    valeur: Valeur
    genre: Genre = "texte"


@dataclass(frozen=True)
class DocumentCommercial:
    """A commercial document as laid out: header fields, parties, lines, totals, conditions, mentions.

    Stable codes of fields: entete — numero, date, client (code), reference_devis, reference_commande,
    reference_livraison, reference_facture, date_livraison, commande_client; totaux — total_lignes, remise, port, total_ht,
    total_tva, total_ttc, acompte, net_a_payer; conditions — echeance, delai_paiement, validite, date_livraison_prevue,
    penalites, indemnite, escompte, iban, mode. A place in it: bloc « entete », « lignes » (ligne = line number), « tva »
    (ligne = rate), « totaux », « conditions », « destinataire », « livraison », « mentions », « manuscrit ».
    """

    genre: GenreDocument
    titre: str
    numero: str
    date: date
    emetteur: Partie
    destinataire: Partie
    entete: tuple[Champ, ...]
    lignes: tuple[LigneDocument, ...]
    colonnes: tuple[str, ...]
    """Codes of the columns shown, in order, among the fields of LigneDocument."""
    tva: tuple[LigneTVA, ...] = ()
    totaux: tuple[Champ, ...] = ()
    conditions: tuple[Champ, ...] = ()
    mentions: tuple[str, ...] = ()
    livraison: Partie | None = None
    manuscrit: tuple[str, ...] = ()
    """Handwritten notes, each printed by itself."""
    signature: str = ""
    emetteur_firme: bool = True
    """False for a supplier's or a client's document: neutral layout, own colours drawn from its name."""
    type_facturx: str = ""
    """UNTDID 1001 code (380, 381, 384, 386): the PDF then carries its Factur-X XML. Empty: none."""


# --- Mails, agendas --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Adresse:
    """A mail address with the name shown."""

    nom: str
    courriel: str


@dataclass(frozen=True)
class Courriel:
    """A mail: .eml. The text is plain; `citation` is an older mail quoted below; attachments are names of other pièces."""

    de: Adresse
    a: tuple[Adresse, ...]
    objet: str
    quand: datetime
    corps: str
    copie: tuple[Adresse, ...] = ()
    citation: str = ""
    entetes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Evenement:
    """An entry of an agenda: local time (Europe/Paris); a date without time for a whole day (fin excluded)."""

    uid: str
    titre: str
    debut: datetime | date
    fin: datetime | date
    lieu: str = ""
    description: str = ""
    provisoire: bool = False


@dataclass(frozen=True)
class Agenda:
    """A calendar: .ics."""

    nom: str
    evenements: tuple[Evenement, ...]


Contenu = Classeur | Page | DocumentCommercial | Courriel | Agenda
Extension = Literal["pdf", "docx", "xlsx", "eml", "ics"]


@dataclass(frozen=True)
class Piece:
    """A document given to the candidate: symbolic key, name of the file, title and source as the paper lists them."""

    cle: str
    """Unique in the case: « commun/catalogue », « c1_3/stock »."""
    nom: str
    """Base of the file's name, ASCII slug: « stock »; the number and the extension are added."""
    titre: str
    source: str
    """« extrait de la gestion commerciale », « courriel du client »…; the date follows when printed."""
    date: date
    contenu: Contenu
    extension: Extension
    modifiable: bool = False
    """True: an editable .docx copy is also laid in a-rendre/annotations/ for the candidate to annotate."""
    extra: Mapping[str, str] = field(default_factory=dict)
