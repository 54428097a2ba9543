"""gen-scenario : générateur de cas d'examen pour le titre d'assistant d'administration commerciale en TPE/PME."""

__version__ = "0.1.0"
