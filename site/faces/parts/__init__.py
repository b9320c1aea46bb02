"""What several faces share: texts, labels, facts, links and cards, made from a document and a viewpoint. No queries.

Words from the catalogues are in the active language. Whoever makes a view model keeps it equal to the viewpoint's.
"""
