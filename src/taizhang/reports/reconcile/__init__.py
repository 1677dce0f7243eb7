"""Reconcile 对账: each figure of any text is tied by its meaning to what the ledger says, and gets a verdict.

    vocabulary   the words of the ledger: kinds, plans, programmes, names, each with the condition it stands for
    sayings      what the text says of a figure: its own clause, its sentence, the list it stands in, the headings
    candidates   what it may state: rows counted or summed, one record's field, a formula
    verdicts     the ledger's values against the printed one

`run.reconcile` is the way in. All words are data (lexicon.toml); nothing here knows a bureau.
"""
