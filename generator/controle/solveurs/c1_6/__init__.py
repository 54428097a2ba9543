"""C1.6: history of a sale, comments, alert (docs/missions/c1_6.md)."""
