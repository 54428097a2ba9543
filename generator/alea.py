"""Named random streams: the only module of the program where anything is drawn.

A stream is a keyed function of its name: `Alea(seed).flux("clients", 3)` gives the same draws whatever other streams
were opened, before or after. No global state, no `random`, no clock.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

T = TypeVar("T")

CLE_ENTRAINEMENT = b"gen-scenario/entrainement/1"
"""The public key of practice cases: the seed and the program then give the whole case."""

Nom = str | int


class Flux:
    """A stream of uniform draws, named once and for all by its parts."""

    __slots__ = ("_base", "_compteur", "_reserve")

    def __init__(self, cle: bytes, parts: Sequence[Nom]) -> None:
        """Open the stream that `parts` names under the key `cle`."""
        nom = "\x1f".join(f"{type(p).__name__}:{p}" for p in parts)
        self._base = hmac.new(cle, nom.encode(), hashlib.sha256).digest()
        self._compteur = 0
        self._reserve = b""

    def _octets(self, n: int) -> bytes:
        while len(self._reserve) < n:
            bloc = hashlib.sha256(self._base + self._compteur.to_bytes(8, "big")).digest()
            self._reserve += bloc
            self._compteur += 1
        pris, self._reserve = self._reserve[:n], self._reserve[n:]
        return pris

    def sous(self, borne: int) -> int:
        """Return a uniform integer in [0, borne[. Raises ValueError when `borne` is below 1."""
        if borne < 1:
            msg = f"borne de tirage invalide : {borne}"
            raise ValueError(msg)
        taille = (borne.bit_length() + 7) // 8 + 1
        limite = (256**taille // borne) * borne
        while (n := int.from_bytes(self._octets(taille), "big")) >= limite:
            pass
        return n % borne

    def entier(self, mini: int, maxi: int) -> int:
        """Return a uniform integer in [mini, maxi], both included."""
        return mini + self.sous(maxi - mini + 1)

    def multiple(self, mini: int, maxi: int, pas: int) -> int:
        """Return a uniform multiple of `pas` in [mini, maxi]."""
        return pas * self.entier(-(-mini // pas), maxi // pas)

    def decimal(self, mini: str | Decimal, maxi: str | Decimal, pas: str | Decimal) -> Decimal:
        """Return a uniform Decimal mini + k × pas, at most maxi."""
        bas, haut, cran = Decimal(mini), Decimal(maxi), Decimal(pas)
        return bas + cran * self.entier(0, int((haut - bas) // cran))

    def chance(self, numerateur: int, denominateur: int) -> bool:
        """Return True with the probability numerateur / denominateur."""
        return self.sous(denominateur) < numerateur

    def choix(self, elements: Sequence[T]) -> T:
        """Return one element, all equally likely. Raises ValueError on an empty sequence."""
        return elements[self.sous(len(elements))]

    def melange(self, elements: Sequence[T]) -> list[T]:
        """Return the elements in a random order (Fisher-Yates), the original left alone."""
        liste = list(elements)
        for i in range(len(liste) - 1, 0, -1):
            j = self.sous(i + 1)
            liste[i], liste[j] = liste[j], liste[i]
        return liste

    def echantillon(self, elements: Sequence[T], n: int) -> list[T]:
        """Return n distinct elements in a random order. Raises ValueError when there are fewer."""
        if n > len(elements):
            msg = f"{n} éléments demandés, {len(elements)} disponibles"
            raise ValueError(msg)
        return self.melange(elements)[:n]

    def pondere(self, poids: Mapping[T, int]) -> T:
        """Return a key, with a probability in proportion to its weight."""
        reste = self.sous(sum(poids.values()))
        for cle, valeur in poids.items():
            if reste < valeur:
                return cle
            reste -= valeur
        raise AssertionError

    def chiffres(self, n: int) -> str:
        """Return a text of n uniform digits."""
        return "".join(str(self.sous(10)) for _ in range(n))

    def __iter__(self) -> Iterator[int]:
        """Refuse iteration: a stream has no end."""
        msg = "un flux ne se parcourt pas"
        raise TypeError(msg)


@dataclass(frozen=True)
class Alea:
    """The source of every stream of a case.

    `tirages` maps a mission's code (« c1_4 ») to its draw number (1 unless said): the streams opened by `mission`
    depend on it, those opened by `flux` never do.
    """

    graine: int
    cle: bytes = CLE_ENTRAINEMENT
    espace: tuple[Nom, ...] = ()
    tirages: Mapping[str, int] = field(default_factory=dict)

    def flux(self, *parts: Nom) -> Flux:
        """Return the stream of that name."""
        return Flux(self.cle, (self.graine, *self.espace, *parts))

    def mission(self, code: str, *parts: Nom) -> Flux:
        """Return the stream of that name of one mission: another `--tirage` gives another stream."""
        return self.flux("mission", code, self.tirages.get(code, 1), *parts)
