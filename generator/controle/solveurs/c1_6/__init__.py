"""C1.6: the history of one sale in the GRC, the comments, the delay – being written (by the helper of C1.6)."""
